package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestMesh;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where a Gateway's servers listen, and a redirect to https. */
@OnNewestEnvoy
final class GatewayServersTest {
  private static final int PORT = 8080;

  private static final String EDGE =
      """
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: edge}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - port: {number: 8080, name: http, protocol: HTTP}
          hosts: [old.example]
          tls: {httpsRedirect: true}
        - port: {number: 8080, name: grpc, protocol: GRPC}
          hosts: [other/foreign.example, ./plain.example]
        - port: {number: 0, name: socket, protocol: HTTP}
          bind: unix://SOCKET
          hosts: ["*"]
      ---
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: edge}
      spec:
        hosts: [plain.example, foreign.example]
        gateways: [edge]
        http: [{directResponse: {status: 200, body: {string: well}}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: socket}
      spec:
        hosts: [plain.example]
        resolution: STATIC
        ports: [{number: 9101, name: http, protocol: HTTP}]
        endpoints: [{address: "unix://SOCKET"}]
      """;

  private final EnvoyKind kind;

  GatewayServersTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void serversShareAPortAndOneHasAPath() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      Path socket = mesh.manifests().resolveSibling("edge.sock");
      mesh.write("edge.yaml", EDGE.replace("SOCKET", socket.toString()));
      Envoy gateway = mesh.gateway(kind, 0);
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertThat(call(gateway, "plain.example").body()).isEqualTo("well"));

      Response redirect = call(gateway, "old.example");
      assertThat(redirect.status()).isEqualTo(301);
      assertThat(redirect.header("location")).hasValue("https://old.example/path");
      assertThat(call(gateway, "foreign.example").status()).isEqualTo(404);
      assertThat(call(gateway, "unknown.example").status()).isEqualTo(404);
      eventually(
          () ->
              assertThat(sidecar.call(9101, Request.get("plain.example", "/")).body())
                  .isEqualTo("well"));
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  private static Response call(Envoy gateway, String host) throws Exception {
    return gateway.call(PORT, Request.get(host, "/path"));
  }
}
