package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.server.ConnectedProxy;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Load;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.translator.ResourceType;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Routes flip and subsets come and go under constant load. */
@OnNewestEnvoy
final class ZeroDowntimeTest {
  private static final Logger log = LoggerFactory.getLogger(ZeroDowntimeTest.class);
  private static final int PER_SECOND = 200;
  private static final int SWAPS = 25;
  private static final int FLIPS_PER_SWAP = 4;
  private static final int FLIPS = SWAPS * FLIPS_PER_SWAP;
  private static final int VERSIONS = 3;
  private static final int MILLIS_BETWEEN_CHANGES = 100;
  private static final int LEAST_REQUESTS =
      (SWAPS + FLIPS) * MILLIS_BETWEEN_CHANGES * PER_SECOND / 1000;

  /** Holds the DestinationRule and the VirtualService, so that a swap is one change. */
  private static final String FILE = "subsets.yaml";

  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private final EnvoyKind kind;

  ZeroDowntimeTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void noRequestFails() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      Envoy sidecar = ready(mesh);
      int flips = 0;
      int swaps = 0;
      Load load = Load.start(sidecar.listener(REVIEWS_PORT), REVIEWS, PER_SECOND);
      while (swaps < SWAPS) {
        swapSubset(mesh, sidecar, ++swaps);
        flips += flipRoutes(mesh, sidecar, swaps);
      }
      Load.Result result = load.stop();
      Acks acks = Acks.of(mesh);
      log.info("{}: {}; {} flips, {} swaps, {}", kind, result, flips, swaps, acks);

      assertThat(result.examples()).isEmpty();
      assertThat(result.failed()).isZero();
      assertThat(result.sent()).isGreaterThanOrEqualTo(LEAST_REQUESTS);
      assertThat(result.versions().keySet()).containsExactlyInAnyOrder("v1", "v2", "v3");
      assertThat(flips).isEqualTo(FLIPS);
      assertThat(acks.routes()).isGreaterThanOrEqualTo(FLIPS + SWAPS);
      assertThat(acks.clusters()).isGreaterThanOrEqualTo(SWAPS);
      eventually(() -> assertThat(sidecar.admin("/clusters")).doesNotContain(canary(SWAPS - 1)));
    }
  }

  /** Without this, a load that notices nothing would look like success. */
  @Test
  void withoutOrderRequestsFail() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews(ControlPlaneOptions::unordered)) {
      Envoy sidecar = ready(mesh);
      int swaps = 0;
      Load load = Load.start(sidecar.listener(REVIEWS_PORT), REVIEWS, PER_SECOND);
      while (swaps < FLIPS && load.failed() == 0) {
        swapSubset(mesh, sidecar, ++swaps);
      }
      Load.Result result = load.stop();
      log.info("{}, order switched off: {}; {} swaps", kind, result, swaps);
      assertThat(result.failed()).isPositive();
    }
  }

  /** The answers of the only proxy by which it took what it was sent. */
  private record Acks(long clusters, long routes) {
    static Acks of(TestMesh mesh) {
      ConnectedProxy proxy = mesh.controlPlane().streams().proxies().getFirst();
      return new Acks(proxy.acks(ResourceType.CLUSTER), proxy.acks(ResourceType.ROUTES));
    }
  }

  private Envoy ready(TestMesh mesh) throws Exception {
    mesh.write(FILE, subsetAndRoute(0));
    Envoy sidecar = mesh.sidecar(kind);
    eventually(() -> assertThat(versionThrough(sidecar)).isEqualTo(version(0)));
    return sidecar;
  }

  /** The subset that carries all traffic is replaced by one of another name and version. */
  private static void swapSubset(TestMesh mesh, Envoy sidecar, int swap) throws Exception {
    change(mesh, sidecar, subsetAndRoute(swap), version(swap));
  }

  private static String subsetAndRoute(int swap) {
    return subset(swap) + Manifests.allTo("reviews", canary(swap));
  }

  /** Over two other versions and one of them again, back to the subset that was swapped in. */
  private static int flipRoutes(TestMesh mesh, Envoy sidecar, int swap) throws Exception {
    int flips = 0;
    for (int next : new int[] {swap + 1, swap + 2, swap + 1}) {
      String route = Manifests.allTo("reviews", version(next));
      change(mesh, sidecar, subset(swap) + route, version(next));
      flips++;
    }
    change(mesh, sidecar, subsetAndRoute(swap), version(swap));
    return flips + 1;
  }

  private static void change(TestMesh mesh, Envoy sidecar, String manifests, String version)
      throws Exception {
    mesh.write(FILE, manifests);
    eventually(() -> assertThat(versionThrough(sidecar)).isEqualTo(version));
    Thread.sleep(MILLIS_BETWEEN_CHANGES);
  }

  private static String versionThrough(Envoy sidecar) throws Exception {
    return sidecar.call(REVIEWS_PORT, REVIEWS).version();
  }

  private static String subset(int swap) {
    return Manifests.subsets("reviews", "v1", "v2", "v3")
        + Manifests.subset(canary(swap), version(swap))
        + Manifests.DOCUMENT_END;
  }

  private static String canary(int swap) {
    return "canary-" + swap;
  }

  private static String version(int number) {
    return "v" + (1 + number % VERSIONS);
  }
}
