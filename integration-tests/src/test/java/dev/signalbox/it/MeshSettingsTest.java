package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MeshConfig, in a file of its own and among the manifests. */
@OnNewestEnvoy
final class MeshSettingsTest {
  private static final String REGISTRY_ONLY = "outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n";
  private static final String UNKNOWN = "unknown.example.com";

  /** It says how long tries take, not how many there are. */
  private static final String TRIES_IN_TIME =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: routed}
      spec:
        parentRefs: [{group: core, kind: Service, name: routed}]
        rules: [{timeouts: {backendRequest: 20s}}]
      """;

  private final EnvoyKind kind;

  @TempDir private Path folder;

  MeshSettingsTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void theFileIsWatchedAndABadEditChangesNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("mesh.yaml"), REGISTRY_ONLY);
    try (TestMesh mesh = TestMesh.withReviews(options -> options.withMesh(file))) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertVersion(sidecar, "reviews:9080", "v2"));
      assertVersion(sidecar, UNKNOWN, "502");

      Files.writeString(file, "outboundTrafficPolicy: {mode: [\n");
      eventually(() -> assertThat(mesh.errorPlaces()).contains(file + ":1:31"));
      Files.writeString(file, "outboundTrafficPolicy: {mode: SOME}\n");
      eventually(() -> assertThat(mesh.errorPlaces()).contains(file + ":1:25"));
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v3"));
      eventually(() -> assertVersion(sidecar, "reviews:9080", "v3"));
      assertVersion(sidecar, UNKNOWN, "502");

      Files.writeString(file, "outboundTrafficPolicy: {mode: ALLOW_ANY}\n");
      eventually(() -> assertVersion(sidecar, UNKNOWN, "404"));
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  @Test
  void theConfigMapIsReadAmongTheManifests() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertVersion(sidecar, UNKNOWN, "404"));

      mesh.write("mesh.yaml", configMap(REGISTRY_ONLY));
      eventually(() -> assertVersion(sidecar, UNKNOWN, "502"));
    }
  }

  @Test
  void requestsAreLogged() throws Exception {
    Path log = folder.resolve("access.log");
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("mesh.yaml", configMap("accessLogFile: " + log));
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertVersion(sidecar, "reviews:9080", "v2"));
      eventually(
          () ->
              assertThat(Files.readString(log))
                  .contains("\"GET / HTTP/1.1\" 200 - via_upstream")
                  .contains(" outbound|9080|v2|reviews.default.svc.cluster.local "));

      mesh.write("mesh.yaml", configMap("{accessLogFile: " + log + ", accessLogEncoding: JSON}"));
      eventually(
          () -> {
            assertVersion(sidecar, "reviews:9080", "v2");
            assertThat(Files.readString(log)).contains("\"response_code\":200");
          });
    }
  }

  @Test
  void requestsAreTriedAgainAsTheMeshSays() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      mesh.write(
          "mesh.yaml",
          configMap("defaultHttpRetryPolicy: {attempts: 4, retryOn: connect-failure}"));
      Instance gone = new Instance("gone", "127.0.0.1", 1);
      mesh.write(
          "dead.yaml",
          Manifests.service("dead", "http", TestMesh.REVIEWS_PORT, ImmutableList.of(gone))
              + Manifests.DOCUMENT_END
              + Manifests.service("routed", "http", TestMesh.REVIEWS_PORT, ImmutableList.of(gone))
              + Manifests.DOCUMENT_END
              + TRIES_IN_TIME);
      Envoy sidecar = mesh.sidecar(kind);
      for (String host : ImmutableList.of("dead", "routed")) {
        eventually(() -> assertVersion(sidecar, host + ":9080", "503"));
        String retries = host + ".default.svc.cluster.local.upstream_rq_retry";
        long tried = sidecar.stat(retries);
        assertVersion(sidecar, host + ":9080", "503");
        assertThat(sidecar.stat(retries) - tried).as(host).isEqualTo(4);
      }
    }
  }

  private static String configMap(String settings) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: istio
      namespace: istio-system
    data:
      mesh: |
        %s
    """
        .formatted(settings.strip());
  }

  private static void assertVersion(Envoy sidecar, String authority, String version)
      throws Exception {
    assertThat(sidecar.call(TestMesh.REVIEWS_PORT, Request.get(authority, "/")).version())
        .isEqualTo(version);
  }
}
