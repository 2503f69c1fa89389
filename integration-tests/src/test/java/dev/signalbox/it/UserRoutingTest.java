package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import org.junit.jupiter.api.Test;

/** Everyone to v1, then one user to v2. */
@OnEveryEnvoy
final class UserRoutingTest {
  private static final int TIMES = 20;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private final EnvoyKind kind;

  UserRoutingTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void everyoneGetsV1ThenJasonGetsV2() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertAllGet(sidecar, REVIEWS, "v1"));
      assertAllGet(sidecar, as("jason"), "v1");

      mesh.write("reviews.yaml", Manifests.JASON_TO_V2);
      eventually(() -> assertAllGet(sidecar, as("jason"), "v2"));
      assertAllGet(sidecar, REVIEWS, "v1");
      assertAllGet(sidecar, as("Jason"), "v1");
      assertAllGet(sidecar, as("jason2"), "v1");
    }
  }

  @Test
  void withoutRoutesAllVersionsAnswerAndAnUnknownHostIs404() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      Envoy sidecar = mesh.sidecar(kind);
      int enoughForAll = 200;
      eventually(
          () ->
              assertThat(sidecar.versions(REVIEWS_PORT, REVIEWS, enoughForAll))
                  .containsExactlyInAnyOrder("v1", "v2", "v3"));
      Request unknown = Request.get("nobody:9080", "/");
      assertThat(sidecar.call(REVIEWS_PORT, unknown).status()).isEqualTo(404);
    }
  }

  private static Request as(String user) {
    return REVIEWS.with("end-user", user);
  }

  private static void assertAllGet(Envoy sidecar, Request request, String version)
      throws Exception {
    assertThat(sidecar.versions(REVIEWS_PORT, request, TIMES)).containsExactly(version);
  }
}
