package dev.signalbox.translator.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.translator.diagnostics.Diagnostic;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestReaderTest {
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
