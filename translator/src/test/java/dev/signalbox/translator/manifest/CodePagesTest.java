package dev.signalbox.translator.manifest;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Scope;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/codes is made from Code and codes.yaml; {@code -Dupdate=true} writes it. */
class CodePagesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("project.root", "..")).resolve("docs/codes");
  private static final Path TEXTS =
      Path.of("src/main/resources/dev/signalbox/translator/diagnostics/codes.yaml");

  @Test
  void everyCodeHasItsPage() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    Mapping texts = (Mapping) YamlReader.read(Files.readString(TEXTS), 1).orElseThrow();
    for (Code code : Code.values()) {
      expected.put(code.id() + ".md", page(code, texts));
    }
    expected.put("README.md", index());
    if (Boolean.getBoolean("update")) {
      write(expected);
    }
    assertThat(pages()).isEqualTo(expected);
    assertThat(texts.entries().keySet())
        .containsAll(Arrays.stream(Code.values()).map(Code::id).toList());
  }

  @Test
  void codesAreUniqueAndInOrderOfTheirGroups() {
    assertThat(Arrays.stream(Code.values()).map(Code::id)).doesNotHaveDuplicates();
  }

  private static String page(Code code, Mapping texts) {
    Yaml.Entry entry = texts.entries().get(code.id());
    if (entry == null || !(entry.value() instanceof Mapping text)) {
      throw new AssertionError("codes.yaml has no text for " + code.id());
    }
    String level = code.severity().label();
    return """
    # %s: %s

    %s: %s%s

    %s

    A message: `%s`

    **What to do.** %s
    """
        .formatted(
            code.id(),
            code.title(),
            level.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + level.substring(1),
            code.scope() == Scope.OBJECT
                ? "the object alone is at fault."
                : "the object is at fault together with others.",
            like(code),
            wrapped(field(text, "means")),
            field(text, "example"),
            wrapped("x".repeat("**What to do.**".length()) + " " + field(text, "fix"))
                .substring("**What to do.** ".length()));
  }

  private static String like(Code code) {
    return code.like().isEmpty()
        ? ""
        : " istioctl and Kiali say it as " + String.join(", ", code.like()) + ".";
  }

  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : Splitter.on(' ').omitEmptyStrings().split(text.replace('\n', ' '))) {
      boolean fits = length + word.length() < 100;
      lines.append(length == 0 ? "" : fits ? " " : "\n").append(word);
      length = fits && length > 0 ? length + 1 + word.length() : word.length();
    }
    return lines.toString();
  }

  private static String index() {
    return """
    # Codes

    Every finding has a code, which never changes its meaning. `signalbox analyze --codes` lists them.

    | code | level | |
    |---|---|---|
    """
        + Arrays.stream(Code.values())
            .map(
                code ->
                    "| [%s](%s.md) | %s | %s |%n"
                        .formatted(code.id(), code.id(), code.severity().label(), code.title()))
            .sorted()
            .collect(joining());
  }

  private static String field(Mapping mapping, String name) {
    String text = ManifestReader.text(mapping, name).strip();
    assertThat(text).as("%s of a code", name).isNotEmpty();
    return text;
  }

  private static Map<String, String> pages() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }

  private static void write(Map<String, String> expected) throws IOException {
    Files.createDirectories(FOLDER);
    for (String page : pages().keySet()) {
      if (!expected.containsKey(page)) {
        Files.delete(FOLDER.resolve(page));
      }
    }
    for (Map.Entry<String, String> page : expected.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }
}
