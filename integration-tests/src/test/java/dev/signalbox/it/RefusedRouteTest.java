package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Values;
import dev.signalbox.controlplane.server.ConnectedProxy;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import org.junit.jupiter.api.Test;

/** What one Envoy refuses hurts only itself, and is not sent again. */
@OnEveryEnvoy
final class RefusedRouteTest {
  private static final int RATINGS_PORT = 9081;
  private static final int SMALL = 10;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");
  private static final Request RATINGS = Request.get("ratings:9081", "/ratings/0");

  /** RE2 takes it, this Envoy's limit does not. */
  private static final String LARGE_REGEX = "a".repeat(50);

  private static final String WITH_LARGE_REGEX =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: reviews
      spec:
        hosts:
        - reviews
        http:
        - match:
          - uri:
              regex: /%s
          route:
          - destination:
              host: reviews
              subset: v3
        - route:
          - destination:
              host: reviews
              subset: v2
      """
          .formatted(LARGE_REGEX);

  private final EnvoyKind kind;

  RefusedRouteTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void refusedRoutesStayAsTheyWereAndOthersGoOn() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      mesh.write(
          "ratings.yaml",
          Manifests.service("ratings", "http", RATINGS_PORT, mesh.backends("old", "new"))
              + Manifests.DOCUMENT_END
              + Manifests.subsets("ratings", "old", "new"));
      Envoy sidecar = mesh.envoy(kind, Loopback.next(), RefusedRouteTest::withSmallPrograms);
      eventually(() -> assertVersion(sidecar, REVIEWS_PORT, REVIEWS, "v1"));

      mesh.write("reviews.yaml", WITH_LARGE_REGEX);
      eventually(() -> assertThat(routeRefusals(mesh)).isPositive());
      long refusals = routeRefusals(mesh);
      mesh.write("ratings-route.yaml", Manifests.allTo("ratings", "new"));
      eventually(() -> assertVersion(sidecar, RATINGS_PORT, RATINGS, "new"));
      mesh.write("ratings-route.yaml", Manifests.allTo("ratings", "old"));
      eventually(() -> assertVersion(sidecar, RATINGS_PORT, RATINGS, "old"));
      assertVersion(sidecar, REVIEWS_PORT, REVIEWS, "v1");
      assertThat(routeRefusals(mesh)).isEqualTo(refusals);

      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v3"));
      eventually(() -> assertVersion(sidecar, REVIEWS_PORT, REVIEWS, "v3"));
    }
  }

  private static Bootstrap withSmallPrograms(Bootstrap bootstrap) {
    Bootstrap.Builder changed = bootstrap.toBuilder();
    changed
        .getLayeredRuntimeBuilder()
        .getLayersBuilder(0)
        .getStaticLayerBuilder()
        .putFields("re2.max_program_size.error_level", Values.of(SMALL));
    return changed.build();
  }

  private static long routeRefusals(TestMesh mesh) {
    ConnectedProxy proxy = mesh.controlPlane().streams().proxies().getFirst();
    return proxy.nacks(ResourceType.ROUTES);
  }

  private static void assertVersion(Envoy sidecar, int port, Request request, String version)
      throws Exception {
    assertThat(sidecar.call(port, request).version()).isEqualTo(version);
  }
}
