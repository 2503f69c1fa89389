package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Java file is as google-java-format writes it; {@code -Dupdate} rewrites them. */
class FormatTest {
  private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
  private static final boolean UPDATE = !"false".equals(System.getProperty("update", "false"));
  private static final List<String> MODULES =
      List.of("translator", "control-plane", "integration-tests");

  @Test
  void everyJavaFileIsFormatted() throws Exception {
    List<Path> unformatted = new ArrayList<>();
    for (String module : MODULES) {
      for (Path file : javaFiles(ROOT.resolve(module).resolve("src"))) {
        String source = Files.readString(file);
        String formatted = format(source);
        if (!formatted.equals(source)) {
          unformatted.add(ROOT.relativize(file));
          if (UPDATE) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    assertThat(unformatted).as("run ./mvnw verify -Dupdate, then look at the diff").isEmpty();
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String format(String source) throws FormatterException {
    Formatter formatter = new Formatter();
    return StringWrapper.wrap(formatter.formatSourceAndFixImports(source), formatter);
  }
}
