package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: %s}
      spec: {ports: [{port: 80}]}
      """;

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("kind: Service\n\tname: a\n", "f.yaml:2:1", "no tabs"),
        Arguments.of("a: [1, 2\nb: 3\n", "f.yaml:2:2", "not valid YAML"),
        Arguments.of("a: 1\nb: 2\na: 3\n", "f.yaml:3:1", "a stands twice, first in line 1"),
        Arguments.of("a: !!java.net.URL [x]\n", "f.yaml:1:4", "tag"),
        Arguments.of(
            "apiVersion: networking.istio.io/v1\nkind: VirtualServce\n",
            "f.yaml:2:7",
            "Did you mean VirtualService?"),
        Arguments.of("kind: DestinationRule\n", "f.yaml:1:1", "has no apiVersion"),
        Arguments.of("a: !Custom x\n", "f.yaml:1:4", "tag"),
        Arguments.of("just text\n", "f.yaml:1:1", "must be a mapping"),
        Arguments.of("- a\n- b\n", "f.yaml:1:1", "must be a mapping"),
        Arguments.of("a: *nowhere\n", "f.yaml:1:4", "no anchor"),
        Arguments.of("? [a, b]\n: c\n", "f.yaml:1:3", "a key must be a plain word"),
        Arguments.of("a: \u0000\n", "f.yaml:1:4", "U+0000 is not allowed"),
        Arguments.of("a: " + "[".repeat(200), "f.yaml:1:103", "levels deep"),
        Arguments.of(bomb(), "f.yaml:6:10", "aliases that expand"));
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
  void unreadable(String text, String place, String message) {
    Finding finding = ManifestReader.read("f.yaml", text).unreadable().get(0);

    assertThat(finding.place().orElseThrow().toString()).isEqualTo(place);
    assertThat(finding.diagnostic().message() + finding.diagnostic().fix()).contains(message);
    assertThat(finding.diagnostic().fix()).isNotEmpty();
  }

  @Test
  void brokenDocumentLeavesItsNeighbours() {
    ParsedFile file =
        ManifestReader.read(
            "f.yaml",
            SERVICE.formatted("one") + "---\nkind: [\n--- # three\n" + SERVICE.formatted("three"));

    assertThat(file.documents()).extracting(d -> d.id().name()).containsExactly("one", "three");
    assertThat(file.unreadable()).hasSize(1);
  }

  @Test
  void nothingInIt() {
    for (String text :
        new String[] {"", "---\n", "# a comment\n", "---\n---\n", "\uFEFF---\n", "~"}) {
      assertThat(ManifestReader.read("f.yaml", text)).isEqualTo(ManifestReader.read("f.yaml", ""));
    }
  }

  @Test
  void bomAndCarriageReturns() {
    String text = "\uFEFF" + SERVICE.formatted("one").replace("\n", "\r\n");
    assertThat(ManifestReader.read("f.yaml", text).documents()).hasSize(1);
  }

  @Test
  void unknownKindsAreLeftAlone() {
    ParsedFile file =
        ManifestReader.read(
            "f.yaml",
            """
            kind: Deployment
            apiVersion: apps/v1
            ---
            resources: []
            ---
            apiVersion: networking.istio.io/v1
            kind: EnvoyFilter
            """);
    assertThat(file.documents()).isEmpty();
    assertThat(file.unreadable()).isEmpty();
  }

  static Stream<Arguments> fieldErrors() {
    return Stream.of(
        Arguments.of("selector: {version: 1}", "f.yaml:5:13", "must be a string, is the number 1"),
        Arguments.of("selector: {on: yes}", "f.yaml:5:13", "must be a string, is the boolean yes"),
        Arguments.of("ports: {port: 80}", "f.yaml:5:2", "must be a list, is a mapping"),
        Arguments.of("ports: [{port: '80'}]", "f.yaml:5:11", "must be an integer"),
        Arguments.of("ports: [{name: a}]", "f.yaml:5:10", "the field port is required"),
        Arguments.of("slector: {}", "f.yaml:5:2", "Did you mean selector?"));
  }

  @ParameterizedTest
  @MethodSource
  void fieldErrors(String field, String place, String message) {
    String text = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n " + field + "\n";
    Document document = ManifestReader.read("f.yaml", text).documents().get(0);

    Diagnostic diagnostic = document.diagnostics().get(0);
    assertThat(diagnostic.message() + " " + diagnostic.fix()).contains(message);
    String at = document.source().locate(diagnostic.origin().path()).toString();
    assertThat(at).isEqualTo(place);
  }
}
