package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Load;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Requests that a filter holds up for longer than a swap takes still find their cluster. */
@OnNewestEnvoy
final class DrainTest {
  private static final int PER_SECOND = 200;
  private static final int SWAPS = 5;
  private static final String FILE = "subsets.yaml";
  private static final int OK = 200;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private static final String DELAY =
      """
          fault:
            delay:
              fixedDelay: 0.2s
              percentage:
                value: 100
      """;

  private final EnvoyKind kind;

  DrainTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void aRemovedClusterIsDrainedFirst() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      assertThat(swapUnderLoad(mesh).examples()).isEmpty();
    }
  }

  @Test
  void withoutDrainRequestsInFlightFail() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews(options -> options.withDrain(Duration.ZERO))) {
      assertThat(swapUnderLoad(mesh).failed()).isPositive();
    }
  }

  private Load.Result swapUnderLoad(TestMesh mesh) throws Exception {
    mesh.write(FILE, manifests(0));
    Envoy sidecar = mesh.sidecar(kind);
    eventually(() -> assertThat(status(sidecar)).isEqualTo(OK));
    try (Load load = Load.start(sidecar.listener(REVIEWS_PORT), REVIEWS, PER_SECOND)) {
      for (int swap = 1; swap <= SWAPS; swap++) {
        String next = canary(swap);
        mesh.write(FILE, manifests(swap));
        String removed = canary(swap - 1);
        eventually(
            () -> assertThat(sidecar.admin("/clusters")).contains(next).doesNotContain(removed));
      }
      return load.stop();
    }
  }

  private static int status(Envoy sidecar) throws Exception {
    return sidecar.call(REVIEWS_PORT, REVIEWS).status();
  }

  private static String manifests(int swap) {
    return Manifests.subsets("reviews")
        + Manifests.subset(canary(swap), "v1")
        + Manifests.DOCUMENT_END
        + Manifests.allTo("reviews", canary(swap))
        + DELAY;
  }

  private static String canary(int swap) {
    return "canary-" + swap;
  }
}
