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
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What happens to the folder happens to the Envoys, unless it is broken. */
@OnEveryEnvoy
final class FolderEditsTest {
  private static final int RATINGS_PORT = 9081;
  private static final String FILE = "reviews.yaml";
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");
  private static final Request RATINGS = Request.get("ratings:9081", "/ratings/0");

  private final EnvoyKind kind;

  FolderEditsTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void anEditANewFileAndADeletedFileReachTheEnvoys() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write(FILE, Manifests.allTo("reviews", "v1"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertReviewsFrom(sidecar, "v1"));

      Files.writeString(mesh.manifests().resolve(FILE), Manifests.allTo("reviews", "v2"));
      eventually(() -> assertReviewsFrom(sidecar, "v2"));

      String ratings =
          Manifests.service("ratings", "http", RATINGS_PORT, mesh.backends("ratings-v1"));
      mesh.write("ratings.yaml", ratings);
      eventually(
          () -> assertThat(sidecar.call(RATINGS_PORT, RATINGS).version()).isEqualTo("ratings-v1"));
      assertReviewsFrom(sidecar, "v2");

      Files.delete(mesh.manifests().resolve(FILE));
      int enoughForAll = 200;
      eventually(
          () ->
              assertThat(sidecar.versions(REVIEWS_PORT, REVIEWS, enoughForAll))
                  .containsExactlyInAnyOrder("v1", "v2", "v3"));
    }
  }

  @Test
  void aBrokenFileLeavesTheOldRouteAndSaysWhere() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write(FILE, Manifests.allTo("reviews", "v1"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertReviewsFrom(sidecar, "v1"));

      mesh.write(FILE, Manifests.allTo("reviews", "v2") + "\t: not YAML\n");
      eventually(() -> assertThat(mesh.errorPlaces()).contains("reviews.yaml:13:1"));
      assertReviewsFrom(sidecar, "v1");

      mesh.write(FILE, Manifests.allTo("reviews", "v2"));
      eventually(() -> assertReviewsFrom(sidecar, "v2"));
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  @Test
  void aBrokenFieldLeavesTheOldRouteAndSaysWhere() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write(FILE, Manifests.allTo("reviews", "v1"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertReviewsFrom(sidecar, "v1"));

      String v2WithBadTimeout = Manifests.allTo("reviews", "v2") + "    timeout: soon\n";
      mesh.write(FILE, v2WithBadTimeout);
      eventually(() -> assertThat(mesh.errorPlaces()).contains("reviews.yaml:13:5"));
      assertReviewsFrom(sidecar, "v1");
    }
  }

  private static void assertReviewsFrom(Envoy sidecar, String version) throws Exception {
    assertThat(sidecar.versions(REVIEWS_PORT, REVIEWS, 10)).containsExactly(version);
  }
}
