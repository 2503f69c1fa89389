package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents name files that exist. */
final class DocumentsTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/architecture.md"})
  void everyLinkLeadsToAFile(String document) throws IOException {
    Path file = ROOT.resolve(document);
    List<Path> targets =
        LINK.matcher(Files.readString(file))
            .results()
            .map((MatchResult link) -> file.resolveSibling(link.group(1)).normalize())
            .toList();
    assertThat(targets).isNotEmpty().allSatisfy(target -> assertThat(target).exists());
  }
}
