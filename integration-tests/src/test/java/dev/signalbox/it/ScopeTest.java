package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import org.junit.jupiter.api.Test;

/** What a sidecar doesn't see, it doesn't reach. */
@OnNewestEnvoy
final class ScopeTest {
  private static final int RATINGS_PORT = 9081;
  private static final String SIDECAR =
      """
      apiVersion: networking.istio.io/v1
      kind: Sidecar
      metadata:
        name: default
      spec:
      """;

  private final EnvoyKind kind;

  ScopeTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void onlyWhatIsImportedIsReached() throws Exception {
    try (TestMesh mesh = withRatings("http")) {
      mesh.write("sidecar.yaml", SIDECAR + importing("./reviews.default.svc.cluster.local"));
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertReviews(sidecar, "v2"));
      assertThat(sidecar.admin("/clusters")).contains("reviews").doesNotContain("ratings");

      mesh.write("sidecar.yaml", SIDECAR + importing("./*"));
      eventually(() -> assertRatings(sidecar, "ratings-v1"));

      mesh.write("sidecar.yaml", SIDECAR + importing("./ratings.default.svc.cluster.local"));
      eventually(() -> assertThat(sidecar.admin("/clusters")).doesNotContain("|reviews."));
      assertRatings(sidecar, "ratings-v1");
    }
  }

  /** At a port that another service has, a host out of scope is an unknown one. */
  @Test
  void hostsOutOfScopeAreUnknown() throws Exception {
    try (TestMesh mesh = TestMesh.withReviews()) {
      mesh.write(
          "ratings.yaml",
          Manifests.service("ratings", "http", TestMesh.REVIEWS_PORT, mesh.backends("ratings-v1")));
      mesh.write("sidecar.yaml", SIDECAR + importing("./reviews.default.svc.cluster.local"));
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertReviews(sidecar, "v2"));
      assertVersion(sidecar, TestMesh.REVIEWS_PORT, "ratings:9080", "404");

      mesh.write(
          "sidecar.yaml",
          SIDECAR
              + "  outboundTrafficPolicy: {mode: REGISTRY_ONLY}\n"
              + importing("./reviews.default.svc.cluster.local"));
      eventually(() -> assertVersion(sidecar, TestMesh.REVIEWS_PORT, "ratings:9080", "502"));

      mesh.write(
          "sidecar.yaml",
          SIDECAR
              + """
                outboundTrafficPolicy:
                  mode: ALLOW_ANY
                  egressProxy: {host: ratings, port: {number: 9080}}
              """
              + importing("./*"));
      eventually(
          () -> assertVersion(sidecar, TestMesh.REVIEWS_PORT, "else.example.com", "ratings-v1"));
    }
  }

  /** What rules in scope send to is reached, though it is not imported. */
  @Test
  void destinationsOfRulesInScopeAreReached() throws Exception {
    try (TestMesh mesh = withRatings("http")) {
      mesh.write("sidecar.yaml", SIDECAR + importing("./reviews.default.svc.cluster.local"));
      mesh.write(
          "reviews.yaml",
          """
          apiVersion: networking.istio.io/v1
          kind: VirtualService
          metadata: {name: reviews}
          spec:
            hosts: [reviews]
            http:
            - route: [{destination: {host: ratings}}]
          """);
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertReviews(sidecar, "ratings-v1"));
    }
  }

  @Test
  void servicesAreSeenFromWhereTheyAreExportedTo() throws Exception {
    try (TestMesh mesh = withRatings("http")) {
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertRatings(sidecar, "ratings-v1"));

      mesh.write(
          "reviews.yaml",
          Manifests.allTo("reviews", "v2").replace("spec:\n", "spec:\n  exportTo: [elsewhere]\n"));
      mesh.write("v3.yaml", Manifests.allTo("reviews", "v3").replace("name: reviews", "name: v3"));
      eventually(() -> assertReviews(sidecar, "v3"));
    }
  }

  @Test
  void egressListenersHavePlacesOfTheirOwn() throws Exception {
    try (TestMesh mesh = withRatings("http")) {
      mesh.write(
          "sidecar.yaml",
          SIDECAR
              + """
                egress:
                - port: {number: 9090, protocol: HTTP_PROXY, name: proxy}
                  hosts: ["./reviews.default.svc.cluster.local"]
                - hosts: ["./ratings.default.svc.cluster.local"]
              """);
      mesh.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertVersion(sidecar, 9090, "reviews:9080", "v1"));
      assertVersion(sidecar, 9090, "reviews", "v1");
      assertVersion(sidecar, 9090, "ratings:9081", "404");
      assertRatings(sidecar, "ratings-v1");
    }
  }

  private static String importing(String host) {
    return "  egress:\n  - hosts: [\"" + host + "\"]\n";
  }

  private static TestMesh withRatings(String portName) throws Exception {
    TestMesh mesh = TestMesh.withReviews();
    mesh.write(
        "ratings.yaml",
        Manifests.service("ratings", portName, RATINGS_PORT, mesh.backends("ratings-v1")));
    return mesh;
  }

  private static void assertReviews(Envoy sidecar, String version) throws Exception {
    assertVersion(sidecar, TestMesh.REVIEWS_PORT, "reviews:9080", version);
  }

  private static void assertRatings(Envoy sidecar, String version) throws Exception {
    assertVersion(sidecar, RATINGS_PORT, "ratings:9081", version);
  }

  private static void assertVersion(Envoy sidecar, int port, String authority, String version)
      throws Exception {
    assertThat(sidecar.call(port, Request.get(authority, "/")).version()).isEqualTo(version);
  }
}
