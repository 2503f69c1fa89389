package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.gson.JsonObject;
import com.google.protobuf.util.Values;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Grpcurl;
import dev.signalbox.it.harness.Manifests;
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

  private static final String MANIFESTS = "signalbox.manifests.v1.ManifestService";

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
              "signalbox.admin.v1.AdminService",
              "signalbox.manifests.v1.ManifestService");
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

  @Test
  void manifestsAreAppliedListedAndDeleted() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      String server = server(mesh);
      assertThat(Grpcurl.run(server, "describe", MANIFESTS))
          .contains("rpc ApplyManifests", "rpc ListManifests", "rpc DeleteManifests");
      JsonObject file = new JsonObject();
      file.addProperty("name", "rule.yaml");
      file.addProperty("text", Manifests.allTo("reviews", "v1"));
      eventually(
          () -> assertThat(Grpcurl.run(server, MANIFESTS + "/ListManifests")).contains("reviews"));
      assertThat(
              Grpcurl.run(
                  "-d", "{\"files\": [%s]}".formatted(file), server, MANIFESTS + "/ApplyManifests"))
          .contains("\"outcome\": \"CREATED\"", "\"in_force\": true");
      String object =
          "{\"group\": \"networking.istio.io\", \"kind\": \"VirtualService\","
              + " \"namespace\": \"default\", \"name\": \"reviews\"}";
      assertThat(
              Grpcurl.run(
                  "-d",
                  "{\"selectors\": [%s]}".formatted(object),
                  server,
                  MANIFESTS + "/ListManifests"))
          .contains("virtual-service-reviews.yaml");
      assertThat(
              Grpcurl.run(
                  "-d",
                  "{\"objects\": [%s]}".formatted(object),
                  server,
                  MANIFESTS + "/DeleteManifests"))
          .contains("\"outcome\": \"DELETED\"");
      assertThat(Grpcurl.run(server, "signalbox.admin.v1.AdminService/ListFindings"))
          .doesNotContain("error");
    }
  }

  private static String server(TestMesh mesh) {
    return "127.0.0.1:" + mesh.controlPlane().xdsPort();
  }
}
