package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.protobuf.util.Values;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Grpcurl;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import org.junit.jupiter.api.Test;

/** A stranger with nothing but grpcurl finds its way. */
@OnNewestEnvoy
@Needs(Tool.GRPCURL)
final class GrpcurlTest {
  private static final String CSDS =
      "envoy.service.status.v3.ClientStatusDiscoveryService/FetchClientStatus";

  private final EnvoyKind kind;

  GrpcurlTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void servicesAreListedAndDescribed() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      String server = server(mesh);
      assertThat(Splitter.on('\n').split(Grpcurl.run(server, "list")))
          .contains(
              "envoy.service.discovery.v3.AggregatedDiscoveryService",
              "envoy.service.status.v3.ClientStatusDiscoveryService",
              "grpc.health.v1.Health",
              "signalbox.admin.v1.AdminService");
      assertThat(Grpcurl.run(server, "describe", "envoy.config.route.v3.RouteConfiguration"))
          .contains("message RouteConfiguration");
      assertThat(Grpcurl.run(server, "grpc.health.v1.Health/Check")).contains("SERVING");
    }
  }

  @Test
  void clientStatusPrintsEveryResource() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("everything.yaml", TestFiles.text("everything.yaml"));
      mesh.sidecar(
          kind,
          node ->
              Nodes.with(
                  Nodes.with(node, "INTERCEPTION_MODE", Values.of("REDIRECT")),
                  "HTTP_PROXY_PORT",
                  Values.of("15080")));
      mesh.gateway(kind, 1);
      eventually(
          () ->
              assertThat(Grpcurl.run(server(mesh), CSDS))
                  .contains("RouteConfiguration", "Listener", "ClusterLoadAssignment", "SYNCED")
                  .contains("HTTPFault", "TcpProxy", "HttpProtocolOptions")
                  .doesNotContain("@error"));
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  private static String server(TestMesh mesh) {
    return "127.0.0.1:" + mesh.controlPlane().xdsPort();
  }
}
