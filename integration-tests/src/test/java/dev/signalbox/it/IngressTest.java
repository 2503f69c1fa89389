package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import org.junit.jupiter.api.Test;

/** A Sidecar's ingress: calls to the proxy's own application. */
@OnNewestEnvoy
final class IngressTest {
  private static final int PORT = 9443;

  private final EnvoyKind kind;

  IngressTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void callsGoToTheApplication() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      String address = Loopback.next();
      Instance app = mesh.backends("app").get(0);
      mesh.write(
          "sidecar.yaml",
          """
          apiVersion: networking.istio.io/v1
          kind: Sidecar
          metadata:
            name: default
          spec:
            workloadSelector:
              labels:
                app: productpage
            ingress:
            - port: {number: %d, protocol: HTTP, name: http}
              bind: %s
              defaultEndpoint: 127.0.0.1:%d
          """
              .formatted(PORT, address, app.port()));
      Envoy sidecar =
          mesh.sidecarAt(kind, address, node -> Nodes.withLabel(node, "app", "productpage"));
      eventually(
          () ->
              assertThat(sidecar.call(PORT, Request.get("whoever", "/")).version())
                  .isEqualTo("app"));
    }
  }
}
