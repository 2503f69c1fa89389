package dev.signalbox.translator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.model.Mesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One folder for each case: in.yaml, node.json where it isn't an ordinary sidecar, and what comes
 * out. {@code -Dupdate=true} writes what comes out anew.
 */
class GoldenTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final boolean UPDATE = Boolean.getBoolean("update");
  private static final String SIDECAR =
      """
      {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local",
       "metadata": {"LABELS": {"app": "client"}}}\
      """;

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDENS)) {
      return folders.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void comesOutAsWritten(Path folder) throws IOException {
    Translator translator = new Translator();
    String input = Files.readString(folder.resolve("in.yaml"));
    ManifestSet manifests = ManifestSet.empty().with("in.yaml", input);
    Mesh mesh = translator.mesh(manifests);
    Translation translation = translator.translate(mesh, node(folder).view());

    Map<String, String> outputs = new LinkedHashMap<>();
    outputs.put("out.yaml", Printed.yaml(translation.snapshot()));
    outputs.put("diagnostics.txt", findings(manifests, mesh, translation));
    for (Map.Entry<String, String> output : outputs.entrySet()) {
      check(folder.resolve(output.getKey()), output.getValue());
    }
  }

  private static void check(Path file, String actual) throws IOException {
    if (UPDATE) {
      if (actual.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(file, actual);
      }
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "").as("%s", file).isEqualTo(actual);
  }

  private static ProxyNode node(Path folder) throws InvalidProtocolBufferException, IOException {
    Path file = folder.resolve("node.json");
    Node.Builder node = Node.newBuilder();
    JsonFormat.parser().merge(Files.exists(file) ? Files.readString(file) : SIDECAR, node);
    return ProxyNode.of(node.build());
  }

  private static String findings(ManifestSet manifests, Mesh mesh, Translation translation) {
    return Stream.of(
            manifests.findings().stream(),
            mesh.diagnostics().stream().map(manifests::locate),
            translation.diagnostics().stream().map(manifests::locate))
        .flatMap(all -> all)
        .map(GoldenTest::line)
        .collect(Collectors.joining());
  }

  private static String line(Finding finding) {
    Diagnostic d = finding.diagnostic();
    return "%s %s %s (%s %s) %s%n  %s%n"
        .formatted(
            finding.place().map(Place::toString).orElse("-"),
            d.severity().label(),
            d.code().id(),
            d.origin().objectName(),
            d.origin().path(),
            d.message(),
            d.fix());
  }
}
