package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.protobuf.util.Values;
import dev.signalbox.controlplane.cli.Main;
import dev.signalbox.controlplane.envoy.Bootstrap;
import dev.signalbox.it.harness.Commands;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.JavaCommand;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of what a proxy was sent tell the same as those of the Envoy's own dump. */
@OnNewestEnvoy
final class ProxyConfigTest {
  private static final Splitter COLUMNS = Splitter.onPattern(" {2,}");
  private static final int TYPES = 4;

  private static final Pattern CONFIG_PATH =
      Pattern.compile("\"istio\": \\{\\s*\"config\": \"([^\"]*)\"");

  private final EnvoyKind kind;

  @TempDir private Path folder;

  ProxyConfigTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void sidecar() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      Envoy sidecar =
          mesh.sidecar(kind, node -> Nodes.with(node, "HTTP_PROXY_PORT", Values.of("15080")));
      assertSameTables(mesh, sidecar, "productpage-v1.default");
      assertThat(origins(sidecar.admin("/config_dump")))
          .containsExactlyInAnyOrder(
              "/apis/networking.istio.io/v1/namespaces/default/destination-rule/reviews",
              "/apis/networking.istio.io/v1/namespaces/default/virtual-service/reviews");
      assertThat(signalbox(mesh, "pc", "route", "productpage-v1"))
          .containsPattern("9080 +reviews.default.svc.cluster.local:9080 .*/\\* +reviews.default");
    }
  }

  @Test
  void sidecarThatIntercepts() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      Envoy sidecar =
          mesh.sidecar(kind, node -> Nodes.with(node, "INTERCEPTION_MODE", Values.of("REDIRECT")));
      assertSameTables(mesh, sidecar, "productpage-v1");
    }
  }

  @Test
  void gateway() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("everything.yaml", TestFiles.text("everything.yaml"));
      assertSameTables(mesh, mesh.gateway(kind, 1), "ingressgateway");
    }
  }

  private void assertSameTables(TestMesh mesh, Envoy envoy, String name) throws Exception {
    eventually(
        () ->
            assertThat(signalbox(mesh, "proxy-status", name, "-v", "1").split("SYNCED"))
                .hasSize(TYPES + 1));
    Path dump = folder.resolve("dump.json");
    Files.writeString(dump, envoy.admin("/config_dump?include_eds"));
    List<String> sent = rows(signalbox(mesh, "proxy-config", "all", name)).toList();
    assertThat(sent)
        .anyMatch(row -> row.startsWith("cluster/"))
        .anyMatch(row -> row.startsWith("listener/"))
        .anyMatch(row -> row.startsWith("route/"))
        .anyMatch(row -> row.startsWith("endpoint/"));
    assertThat(rows(signalbox(mesh, "proxy-config", "all", "-f", dump.toString())))
        .filteredOn(row -> !isOfBootstrap(row))
        .containsExactlyInAnyOrderElementsOf(sent);
  }

  /**
   * What istioctl's reader of dumps takes the names of rules from: {@code
   * metadata.filter_metadata.istio.config} of clusters and routes, an object's path in the API.
   */
  private static Set<String> origins(String dump) {
    return CONFIG_PATH
        .matcher(dump)
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  private static boolean isOfBootstrap(String row) {
    return row.contains("|" + Bootstrap.XDS_CLUSTER + "|")
        || row.startsWith("cluster/" + Bootstrap.XDS_CLUSTER + "|")
        || row.endsWith("|" + Bootstrap.XDS_CLUSTER);
  }

  /** Without the widths, which depend on the other rows. */
  private static Stream<String> rows(String tables) {
    return tables.lines().map(row -> COLUMNS.splitToStream(row).collect(Collectors.joining("|")));
  }

  private static String signalbox(TestMesh mesh, String... arguments)
      throws IOException, InterruptedException {
    Stream<String> server = Stream.of("--server", "127.0.0.1:" + mesh.controlPlane().xdsPort());
    return Commands.run(
        JavaCommand.of(
            Main.class, Stream.concat(Stream.of(arguments), server).toArray(String[]::new)));
  }
}
