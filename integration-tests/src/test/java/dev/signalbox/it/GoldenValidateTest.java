package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.JsonFormat;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import dev.signalbox.it.harness.Commands;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.StaticBootstrap;
import dev.signalbox.it.harness.Tool;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.Snapshot;
import dev.signalbox.translator.Translator;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the goldens say that Envoys get, Envoys accept. */
@Needs(Tool.ENVOY)
final class GoldenValidateTest {
  private static final Path GOLDENS =
      Path.of(System.getProperty("project.root"), "translator/src/test/resources/goldens");
  private static final String SIDECAR =
      """
      {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local"}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {EnvoyKind.OLDEST, EnvoyKind.NEWEST})
  void envoyAcceptsEveryGolden(String version) throws Exception {
    StaticBootstrap bootstrap = new StaticBootstrap();
    ImmutableList<Path> cases = cases();
    assertThat(cases).isNotEmpty();
    for (Path golden : cases) {
      bootstrap.add(golden.getFileName().toString(), snapshot(golden));
    }
    Path file = Files.writeString(folder.resolve("envoy.yaml"), ProtoYaml.yaml(bootstrap.build()));
    String envoy = EnvoyBinary.version(version).toString();
    assertThat(Commands.run(envoy, "--mode", "validate", "--config-path", file.toString()))
        .contains("OK");
  }

  private static ImmutableList<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(GOLDENS)) {
      return folders.sorted().collect(ImmutableList.toImmutableList());
    }
  }

  /** The translator's own test holds out.yaml to exactly this. */
  private static Snapshot snapshot(Path golden) throws IOException {
    Node.Builder node = Node.newBuilder();
    Path nodeFile = golden.resolve("node.json");
    JsonFormat.parser().merge(Files.exists(nodeFile) ? Files.readString(nodeFile) : SIDECAR, node);
    ManifestSet manifests =
        ManifestSet.empty().with("in.yaml", Files.readString(golden.resolve("in.yaml")));
    Translator translator = new Translator();
    return translator
        .translate(translator.mesh(manifests), ProxyNode.of(node.build()).view())
        .snapshot();
  }
}
