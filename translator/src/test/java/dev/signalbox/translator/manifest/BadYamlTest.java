package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a text can be no manifest, with exactly what is said about it. */
class BadYamlTest {
  private static final String GOOD =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %s}
      spec: {ports: [{port: 80}]}
      """;

  static Stream<Arguments> said() {
    return Stream.of(syntax(), quoting(), frames(), characters(), structure(), limits())
        .flatMap(part -> part);
  }

  private static Stream<Arguments> syntax() {
    return Stream.of(
        arguments("a:\n\tb: 1\n", "2:1 a tab stands where YAML allows none. Indent with spaces."),
        arguments("\ta: 1\n", "1:1 a tab stands where YAML allows none. Indent with spaces."),
        arguments(
            "a:\n    b: 1\n  c: 2\n",
            "3:3 the indentation fits no line above. Indent this line as the keys or the dashes"
                + " that it belongs with."),
        arguments(
            "a: 1\n  b: 2\n",
            "2:4 a colon can't stand here. Indent this line as its neighbours, or put a value that"
                + " holds a colon in quotes."),
        arguments(
            "a: b: c\n",
            "1:5 a colon can't stand here. Indent this line as its neighbours, or put a value that"
                + " holds a colon in quotes."),
        arguments("a: 1\nbc\nd: 2\n", "2:1 a key without a colon. Write key: value."),
        arguments("a: - b\n", "1:4 a list can't begin here. Begin it on a line of its own."),
        arguments(
            "a: [1, 2\nb: 3\n", "2:2 the [ in line 1 is not closed. Add ], or a missing comma."),
        arguments("a: {b: 1", "1:4 the { in line 1 is not closed. Add }, or a missing comma."),
        arguments(
            "a: [1,,2]", "1:7 a value is missing before this comma. Add it, or remove the comma."),
        arguments("a: [\n", "1:4 the [ in line 1 is not closed. Add ], or a missing comma."),
        arguments("a: {b: [\n\n", "1:8 the [ in line 1 is not closed. Add ], or a missing comma."),
        arguments("a: [1}", "1:6 the [ in line 1 is not closed. Add ], or a missing comma."),
        arguments(
            "a: *nowhere\n",
            "1:4 the alias *nowhere has no anchor before it. Define the anchor first, or write the"
                + " value out."),
        arguments(
            "a: &x [*x]\n",
            "1:8 the alias *x has no anchor before it. Define the anchor first, or write the value"
                + " out."));
  }

  private static Stream<Arguments> quoting() {
    return Stream.of(
        arguments("a: %x\n", "1:4 a value can't begin with %. Put it in quotes."),
        arguments("a: @x\n", "1:4 a value can't begin with @. Put it in quotes."),
        arguments("a: `x`\n", "1:4 a value can't begin with `. Put it in quotes."),
        arguments(
            "a: 'x'y\n",
            "1:7 text behind the end of a value. Put the whole value in one pair of quotes."),
        arguments(
            "a: 1\nb: \"x\nc: 2\n",
            "2:4 the quote in line 2 is not closed. Add the closing quote."),
        arguments(
            "b: 'it's\n",
            "1:8 text behind the end of a value. Put the whole value in one pair of quotes."),
        arguments(
            "a: \"\\d+\"\n",
            "1:6 a backslash in double quotes must begin an escape such as \\n. Write \\\\ for a"
                + " backslash, or use single quotes."),
        arguments(
            "a: \"\\xZZ\"\n",
            "1:7 a backslash in double quotes must begin an escape such as \\n. Write \\\\ for a"
                + " backslash, or use single quotes."));
  }

  private static Stream<Arguments> frames() {
    return Stream.of(
        arguments(
            "%YAML 1.2\n---\na: 1\n",
            "1:1 the directive %YAML is not allowed. Remove this line; a manifest needs none, and"
                + " kubectl accepts none."),
        arguments(
            "a: 1\n...\n  b: 2\n",
            "3:3 the document ended with ... above this line. Begin the next one with a line ---."),
        arguments(
            "{\"a\": 1}\n{\"b\": 2}\n",
            "2:1 a second document without a separator. Put a line --- between the two."),
        arguments(
            "a: |\n  x\n---\n  y\n",
            "4:3 a manifest must be a mapping, is the boolean y. Start with apiVersion, kind and"
                + " metadata."),
        arguments(
            "just text\n",
            "1:1 a manifest must be a mapping, is the string \"just text\". Start with apiVersion,"
                + " kind and metadata."),
        arguments(
            "- a\n",
            "1:1 a manifest must be a mapping, is a list. Start with apiVersion, kind and"
                + " metadata."));
  }

  private static Stream<Arguments> characters() {
    return Stream.of(
        arguments("a: 1\nb: \u0000\n", "2:4 the character U+0000 is not allowed. Remove it."),
        arguments("a: \u001B[31m\n", "1:4 the character U+001B is not allowed. Remove it."),
        arguments("a: x\u007F\n", "1:5 the character U+007F is not allowed. Remove it."),
        arguments("a: \uD83D\n", "1:4 the character U+D83D is not allowed. Remove it."),
        arguments(
            "a: \"\\ud83d\"\n",
            "1:4 half of a character: \\uD800 to \\uDFFF mean something in pairs only. Write the"
                + " character itself."),
        arguments(
            "a: 1\n---\n\uFEFFb: 2\n",
            "3:1 a byte order mark in the middle of the file. Remove it."),
        // Columns count characters as people see them, whatever they take in the file.
        arguments(
            "a: ['\uD83D\uDE00\uD83D\uDE00', %]\n",
            "1:11 a value can't begin with %. Put it in quotes."),
        arguments("\uD83D\uDE00: \u0000\n", "1:4 the character U+0000 is not allowed. Remove it."),
        arguments("\uFEFFa: %x\n", "1:4 a value can't begin with %. Put it in quotes."),
        arguments("a: 1\r\n\r\nb: %x\r\n", "3:4 a value can't begin with %. Put it in quotes."),
        arguments("a: 1\rbcd\r---\r", "2:1 a key without a colon. Write key: value."),
        arguments("a: 1\r---\rb: %x\r", "3:4 a value can't begin with %. Put it in quotes."),
        arguments("a: 1\r\n---\r\nb: %x\r\n", "3:4 a value can't begin with %. Put it in quotes."));
  }

  private static Stream<Arguments> structure() {
    return Stream.of(
        arguments(
            "a: 1\nb: 2\na: 3\n",
            "3:1 the key a stands twice, first in line 1. Remove one of them."),
        arguments(
            "yes: 1\non: 2\n", "2:1 the key on stands twice, first in line 1. Remove one of them."),
        arguments(
            "? [a, b]\n: c\n",
            "1:3 a key must be a word, is a list. Write a word before the colon, or put the key in"
                + " quotes."),
        arguments(
            "a: !!java.net.URL [x]\n", "1:4 the tag !!java.net.URL is not allowed. Remove it."),
        arguments("a: !Custom x\n", "1:4 the tag !Custom is not allowed. Remove it."),
        arguments(
            "a: !!int x\n", "1:4 the tag !!int doesn't fit the string \"x\". Remove the tag."),
        arguments("a: .inf\n", "1:4 the number .inf is not allowed. Write a finite number."),
        arguments(
            "a: {<<: 1}\n",
            "1:9 << needs a mapping or a list of mappings, has the number 1. Put an alias such as"
                + " *name there, or put << in quotes."),
        arguments(
            "b: &b {x: 1}\nc: {x: 3, <<: *b}\n",
            "2:11 << stands after the key x, which it would merge, too. Put << first: then what"
                + " stands after it counts."),
        arguments(
            "kind: List\nitems: {}\n",
            "2:8 items must be a list, is a mapping. Begin each item with a dash."),
        arguments(
            "kind: List\nitems:\n- 1\n",
            "3:3 a manifest must be a mapping, is the number 1. Start with apiVersion, kind and"
                + " metadata."),
        arguments(
            "kind: List\nitems:\n- a: 1\n", "3:3 an item without a kind. Add apiVersion and kind."),
        arguments(
            "kind: DestinationRule\n",
            "1:1 the DestinationRule has no apiVersion. Add apiVersion."),
        arguments(
            "apiVersion: networking.istio.io/v1\nkind: VirtualServce\n",
            "2:7 there is no kind VirtualServce in networking.istio.io/v1. Did you mean"
                + " VirtualService?"));
  }

  private static Stream<Arguments> limits() {
    return Stream.of(
        arguments(
            "a: " + "[".repeat(200),
            "1:103 nested more than 100 levels deep. Split or shorten it."),
        arguments(nestedAliases(), "3:64 nested more than 100 levels deep. Split or shorten it."),
        arguments(
            bomb(), "6:10 aliases that expand to more than 200000 values. Split or shorten it."),
        arguments(
            "a: [" + "x,".repeat(200_000),
            "1:399999 more than 200000 values in one document. Split or shorten it."),
        arguments(
            "a: " + "x".repeat(3_000_000),
            "1:4 a value longer than 2097152 characters. Split or shorten it."));
  }

  /** Each is flat enough; one in the other they are not. */
  private static String nestedAliases() {
    return "a: &a " + "[".repeat(60) + "]".repeat(60) + "\nb:\nc: " + "[".repeat(60) + "*a";
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 9; i++) {
      String alias = "*a" + (i - 1);
      text.append("a%d: &a%d [%s".formatted(i, i, alias));
      text.append((", " + alias).repeat(9)).append("]\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource
  void said(String text, String expected) {
    assertThat(findings(text)).containsExactly("f.yaml:" + expected);
  }

  private static List<String> findings(String text) {
    return ManifestReader.read("f.yaml", text).unreadable().stream()
        .map(BadYamlTest::line)
        .toList();
  }

  private static String line(Finding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    assertThat(diagnostic.code().id()).isEqualTo("SB1001");
    return finding.place().orElseThrow() + " " + diagnostic.message() + ". " + diagnostic.fix();
  }

  @Test
  void aBrokenDocumentLeavesItsNeighbours() {
    String text =
        GOOD.formatted("one") + "---\nkind: [\n--- # three\n" + GOOD.formatted("three") + "---#\n";
    assertThat(names(text)).containsExactly("one", "three");
    assertThat(findings(text)).hasSize(1);
  }

  @Test
  void aBrokenItemLeavesItsNeighbours() {
    String item = GOOD.formatted("%s").indent(2).replaceFirst("  ", "- ");
    String text =
        "apiVersion: v1\nkind: List\nitems:\n"
            + item.formatted("one")
            + "- kind: VirtualServce\n  apiVersion: networking.istio.io/v1\n- just text\n"
            + item.formatted("four");
    assertThat(names(text)).containsExactly("one", "four");
    assertThat(findings(text))
        .containsExactly(
            "f.yaml:8:9 there is no kind VirtualServce in networking.istio.io/v1."
                + " Did you mean VirtualService?",
            "f.yaml:10:3 a manifest must be a mapping, is the string \"just text\"."
                + " Start with apiVersion, kind and metadata.");
  }

  @Test
  void separatorsInBlockScalarsSplitNothing() {
    String text = GOOD.formatted("one") + "data: |\n  ---\n  kind: [\n  ...\n";
    assertThat(names(text)).containsExactly("one");
    assertThat(findings(text)).isEmpty();
  }

  @Test
  void json() {
    String text =
        "{\"apiVersion\": \"v1\",\t\"kind\": \"Service\",\n"
            + "\t\"metadata\": {\"name\": \"\\u006fne\", \"annotations\": {\"a\":"
            + " \"\\ud83d\\ude00\\/\"}}, \"spec\": {\"ports\": [{\"port\": 8e1}]}}";
    assertThat(names(text)).containsExactly("one");
    assertThat(findings(text)).isEmpty();
  }

  @Test
  void nothingInIt() {
    for (String text : List.of("", "\n", "---", "---\n---\r\n", "# a\n---\n# b\n", "~")) {
      assertThat(findings(text)).as(text).isEmpty();
      assertThat(names(text)).as(text).isEmpty();
    }
  }

  /** A field's place is right whatever stands before it. */
  @Test
  void placesOfFields() {
    String[] lines = {
      "\uFEFF# \uD83D\uDE00",
      "---",
      "apiVersion: v1",
      "kind: Service",
      "metadata: {name: one, annotations: {'\uD83D\uDE00': \"\\t\"}, nme: x}",
      "spec:",
      "  ports: [{port: 80, nam: a}]",
    };
    for (String lineEnd : List.of("\n", "\r\n", "\r")) {
      Document document =
          ManifestReader.read("f.yaml", String.join(lineEnd, lines)).documents().getFirst();
      String places =
          document.diagnostics().stream()
              .map(found -> document.source().locate(found.origin().path()).toString())
              .collect(Collectors.joining(" "));
      assertThat(places).isEqualTo("f.yaml:7:22");
    }
  }

  /** Nothing that 10 MB can hold takes long or much memory. */
  @ParameterizedTest
  @MethodSource
  void bounded(String piece) {
    String text = "a: " + piece.repeat(10 * 1024 * 1024 / piece.length());
    ParsedFile file =
        Assertions.assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> ManifestReader.read("f.yaml", text));
    assertThat(file.documents()).isEmpty();
    file.unreadable()
        .forEach(
            finding -> {
              assertThat(finding.diagnostic().message().length()).isLessThan(1100);
              assertThat(finding.place()).isPresent();
            });
  }

  static Stream<String> bounded() {
    return Stream.of("x", "\n", "\n- a", "\n\n x", "[],", "? [", "&a ", "\uD83D\uDE00");
  }

  private static List<String> names(String text) {
    return ManifestReader.read("f.yaml", text).documents().stream()
        .map(document -> document.id().name())
        .toList();
  }
}
