package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Services without an address, and other names of Services. */
@OnNewestEnvoy
final class KubernetesServicesTest {
  private static final int PORT = 9101;

  private static final String HEADLESS =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        clusterIP: None
        ports: [{name: http, port: 9101}]
      """;

  private static final String ALIASES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: alias}
      spec: {type: ExternalName, externalName: web.default.svc.cluster.local}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: with-port}
      spec:
        type: ExternalName
        externalName: alias.default.svc.cluster.local
        ports: [{name: tcp, port: 1}]
      """;

  private final EnvoyKind kind;

  KubernetesServicesTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void headlessServicesAndTheirAliasesAnswer() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      ImmutableList<Instance> backends = mesh.backends("v1", "v2", "v3");
      mesh.write(
          "web.yaml",
          HEADLESS
              + slice(backends.get(0), true)
              + slice(backends.get(1), true)
              + slice(backends.get(2), false));
      mesh.write("aliases.yaml", ALIASES);
      Envoy sidecar = mesh.sidecar(kind);

      for (String host : ImmutableList.of("web", "web-0.web", "alias", "with-port:9101")) {
        eventually(
            () ->
                assertThat(sidecar.versions(PORT, Request.get(host, "/"), 30))
                    .as(host)
                    .isEqualTo(Set.of("v1", "v2")));
      }
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  private static String slice(Instance backend, boolean ready) {
    return """
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: web-%s, labels: {kubernetes.io/service-name: web}}
    addressType: IPv4
    ports: [{name: http, port: %d}]
    endpoints: [{addresses: [%s], conditions: {ready: %s}}]
    """
        .formatted(backend.version(), backend.port(), backend.address(), ready);
  }
}
