package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Values;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import org.junit.jupiter.api.Test;

/** One listener through which every host is reached, for applications that know a proxy. */
@OnEveryEnvoy
final class HttpProxyTest {
  private static final int PROXY_PORT = 15080;
  private static final int RATINGS_PORT = 9081;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final EnvoyKind kind;

  HttpProxyTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void absoluteFormReachesEveryHostByItsRoutes() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      mesh.write(
          "ratings.yaml",
          Manifests.service("ratings", "http", RATINGS_PORT, mesh.backends("ratings-v1")));
      Envoy sidecar = proxy(mesh);
      eventually(() -> assertVersion(sidecar, "reviews:9080", "v2"));
      assertVersion(sidecar, "ratings:9081", "ratings-v1");
      assertVersion(sidecar, "reviews.default.svc.cluster.local:9080", "v2");
      assertVersion(sidecar, "nobody:9080", "404");
    }
  }

  @Test
  void withoutPortTheOnlyOneOfTheServiceIsMeant() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v3"));
      Envoy sidecar = proxy(mesh);
      eventually(() -> assertVersion(sidecar, "reviews", "v3"));
    }
  }

  @Test
  void connectIsRefused() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      Envoy sidecar = proxy(mesh);
      Request connect = Request.get("reviews:9080", "reviews:9080").method("CONNECT");
      eventually(
          () ->
              assertThat(sidecar.call(PROXY_PORT, connect).status()).isEqualTo(METHOD_NOT_ALLOWED));
    }
  }

  private Envoy proxy(TestMesh mesh) throws Exception {
    return mesh.sidecar(
        kind, node -> Nodes.with(node, "HTTP_PROXY_PORT", Values.of(Integer.toString(PROXY_PORT))));
  }

  private static void assertVersion(Envoy sidecar, String authority, String version)
      throws Exception {
    Request request = Request.get(authority, "http://" + authority + "/reviews/0");
    assertThat(sidecar.call(PROXY_PORT, request).version()).isEqualTo(version);
  }
}
