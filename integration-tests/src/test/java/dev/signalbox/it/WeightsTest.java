package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Tally;
import dev.signalbox.it.harness.TestMesh;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Traffic shares between v1 and v3, measured over real requests. */
@OnEveryEnvoy
final class WeightsTest {
  private static final int REQUESTS = 4_000;
  private static final double TOLERANCE = 5;
  private static final int HUNDRED = 100;
  private static final String ROUTE_UPDATES = "rds.9080.update_success";
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private final EnvoyKind kind;

  WeightsTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void sharesFollowTheWeights() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      Envoy sidecar = split(mesh, 50);
      assertShareOfV1(sidecar, 50);

      apply(mesh, sidecar, 90);
      assertShareOfV1(sidecar, 90);

      apply(mesh, sidecar, 0);
      assertThat(tally(sidecar)).isEqualTo(ImmutableMap.of("v3", (long) REQUESTS));
    }
  }

  /** Without this, a check that lets everything pass would go unnoticed. */
  @Test
  void theCheckOfHalfAndHalfFailsOnSixtyToForty() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      Envoy sidecar = split(mesh, 60);
      assertShareOfV1(sidecar, 60);
      assertThatThrownBy(() -> assertShareOfV1(sidecar, 50)).isInstanceOf(AssertionError.class);
    }
  }

  private Envoy split(TestMesh mesh, int shareOfV1) throws Exception {
    mesh.write("reviews.yaml", Manifests.reviewsV1AndV3(shareOfV1));
    Envoy sidecar = mesh.sidecar(kind);
    eventually(() -> assertThat(sidecar.call(REVIEWS_PORT, REVIEWS).status()).isEqualTo(200));
    return sidecar;
  }

  private static void apply(TestMesh mesh, Envoy sidecar, int shareOfV1) throws Exception {
    long updates = sidecar.stat(ROUTE_UPDATES);
    mesh.write("reviews.yaml", Manifests.reviewsV1AndV3(shareOfV1));
    eventually(() -> assertThat(sidecar.stat(ROUTE_UPDATES)).isGreaterThan(updates));
  }

  private static void assertShareOfV1(Envoy sidecar, int percent) throws Exception {
    ImmutableMap<String, Long> answers = tally(sidecar);
    assertThat(answers.keySet()).isEqualTo(Set.of("v1", "v3"));
    assertThat(HUNDRED * (double) answers.getOrDefault("v1", 0L) / REQUESTS)
        .isCloseTo(percent, within(TOLERANCE));
  }

  private static ImmutableMap<String, Long> tally(Envoy sidecar) throws Exception {
    return Tally.of(sidecar.listener(REVIEWS_PORT), REVIEWS, REQUESTS);
  }
}
