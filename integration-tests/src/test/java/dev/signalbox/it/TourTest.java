package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.it.harness.CommandLine;
import dev.signalbox.it.harness.CommandLine.Result;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Load;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Tally;
import dev.signalbox.it.harness.TestMesh;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Istio's bookinfo tour by commands alone, from all to v1 to the cleanup, under load. */
@OnNewestEnvoy
final class TourTest {
  private static final Logger log = LoggerFactory.getLogger(TourTest.class);
  private static final Path SAMPLES =
      Path.of(System.getProperty("project.root", "..")).resolve("deploy/samples/bookinfo");
  private static final List<String> SERVICES =
      List.of("productpage", "reviews", "ratings", "details");

  private static final int PORT = 9080;
  private static final int PER_SECOND = 100;
  private static final int TIMES = 40;
  private static final int MANY = 1000;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");
  private static final Request JASON = REVIEWS.with("end-user", "jason");

  private final EnvoyKind kind;

  TourTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void everyStepDoesWhatItSaysAndNoRequestIsLost() throws Exception {
    try (TestMesh mesh = TestMesh.bookinfo()) {
      String before = text(mesh);
      CommandLine signalbox = CommandLine.on(mesh);
      Envoy productpage = mesh.sidecar(kind);
      eventually(() -> assertThat(versions(productpage, REVIEWS)).contains("v1", "v2", "v3"));
      Load load = Load.start(productpage.listener(PORT), REVIEWS, PER_SECOND);

      allToV1(signalbox, productpage);
      byUserIdentity(signalbox, productpage);
      canary(signalbox, productpage);
      newRelease(signalbox, productpage);
      listAllRoutes(signalbox);
      cleanup(signalbox, productpage);

      Load.Result result = load.stop();
      log.info("{}: {}", kind, result);
      assertThat(result.examples()).isEmpty();
      assertThat(result.failed()).isZero();
      assertThat(result.versions().keySet()).containsExactlyInAnyOrder("v1", "v2", "v3");
      assertThat(text(mesh)).isEqualTo(before);
    }
  }

  /**
   * Two documents into a form, as dashboards have it, then a user in a rule from standard input.
   */
  @Test
  void manifestsFromStandardInputAreRouted() throws Exception {
    try (TestMesh mesh = TestMesh.bookinfo()) {
      CommandLine signalbox = CommandLine.on(mesh);
      Envoy productpage = mesh.sidecar(kind);
      Result imported =
          signalbox.okWithInput(
              Manifests.reviewsV1AndV3(50)
                  + Manifests.DOCUMENT_END
                  + Manifests.subsets("reviews", "v1", "v3"),
              "apply",
              "-f",
              "-");
      assertThat(imported.out())
          .contains("virtualservice.networking.istio.io/reviews created\n")
          .contains("destinationrule.networking.istio.io/reviews created\n");
      eventually(() -> assertThat(versions(productpage, REVIEWS)).containsExactly("v1", "v3"));

      String brainarator = Manifests.JASON_TO_V2.replace("jason", "brainarator");
      signalbox.okWithInput(
          brainarator + Manifests.DOCUMENT_END + Manifests.subsets("reviews", "v1", "v2"),
          "apply",
          "-f",
          "-");
      assertThat(signalbox.ok("get", "virtualservice", "reviews", "-o", "yaml").out())
          .isEqualTo(brainarator);
      Request asBrainarator = REVIEWS.with("end-user", "brainarator");
      eventually(() -> assertThat(versions(productpage, asBrainarator)).containsExactly("v2"));
      assertThat(versions(productpage, REVIEWS)).containsExactly("v1");
    }
  }

  private static void allToV1(CommandLine signalbox, Envoy productpage) throws Exception {
    signalbox.ok("apply", "-f", sample("destination-rule-all"));
    Result applied = signalbox.ok("apply", "-f", sample("virtual-service-all-v1"));
    SERVICES.forEach(
        service ->
            assertThat(applied.out())
                .contains("virtualservice.networking.istio.io/" + service + " created\n"));
    assertThat(signalbox.ok("get", "destinationrules", "-o", "yaml").out())
        .startsWith("apiVersion: v1\nkind: List\nitems:\n")
        .contains("host: productpage", "host: reviews", "host: ratings", "host: details");
    eventually(() -> assertThat(versions(productpage, REVIEWS)).containsExactly("v1"));
    assertThat(versions(productpage, JASON)).containsExactly("v1");
  }

  private static void byUserIdentity(CommandLine signalbox, Envoy productpage) throws Exception {
    configure(signalbox, "virtual-service-reviews-test-v2");
    eventually(() -> assertThat(versions(productpage, JASON)).containsExactly("v2"));
    assertThat(versions(productpage, REVIEWS)).containsExactly("v1");
    assertThat(signalbox.ok("get", "virtualservice", "reviews", "-o", "yaml").out())
        .contains("exact: jason");
  }

  private static void canary(CommandLine signalbox, Envoy productpage) throws Exception {
    configure(signalbox, "virtual-service-reviews-50-v3");
    eventually(() -> assertThat(versions(productpage, JASON)).containsExactly("v1", "v3"));
    ImmutableMap<String, Long> shares = Tally.of(productpage.listener(PORT), REVIEWS, MANY);
    assertThat(shares.keySet()).containsExactlyInAnyOrder("v1", "v3");
    assertThat(shares.get("v1")).isBetween(MANY * 4L / 10, MANY * 6L / 10);
  }

  private static void newRelease(CommandLine signalbox, Envoy productpage) throws Exception {
    configure(signalbox, "virtual-service-reviews-v3");
    eventually(() -> assertThat(versions(productpage, REVIEWS)).containsExactly("v3"));
  }

  private static void listAllRoutes(CommandLine signalbox) throws Exception {
    String name = "productpage-v1.default";
    assertThat(signalbox.ok("proxy-status").out())
        .containsPattern("NAME +CLUSTER +CONTROL PLANE +VERSION +SUBSCRIBED TYPES\n")
        .contains(name);
    eventually(
        () ->
            assertThat(signalbox.ok("proxy-status", name, "-v", "1").out())
                .doesNotContain("STALE", "ERROR", "NOT SENT"));
    assertThat(signalbox.ok("get", "virtualservices").out())
        .startsWith("NAME ")
        .contains(SERVICES)
        .contains("[\"reviews\"]");
    String routes = signalbox.ok("proxy-config", "route", name).out();
    SERVICES.forEach(
        service ->
            assertThat(routes)
                .containsPattern(
                    "9080 +%1$s.default.svc.cluster.local:9080 .* /\\* +%1$s.default\n"
                        .formatted(service)));
  }

  /** What Istio's script of that name does: it deletes all rules. */
  private static void cleanup(CommandLine signalbox, Envoy productpage) throws Exception {
    signalbox.ok("delete", "-f", sample("virtual-service-all-v1"));
    signalbox.ok("delete", "-f", sample("destination-rule-all"));
    assertThat(signalbox.ok("get", "vs,dr").err())
        .isEqualTo("No resources found in namespace default\n");
    eventually(() -> assertThat(versions(productpage, REVIEWS)).contains("v1", "v2", "v3"));
  }

  private static void configure(CommandLine signalbox, String sample) throws Exception {
    assertThat(signalbox.ok("apply", "-f", sample(sample)).out())
        .isEqualTo("virtualservice.networking.istio.io/reviews configured\n");
  }

  private static Iterable<String> versions(Envoy envoy, Request request) throws Exception {
    return envoy.versions(PORT, request, TIMES).stream().sorted().toList();
  }

  private static String sample(String name) {
    return SAMPLES.resolve("networking").resolve(name + ".yaml").toString();
  }

  /** All files of the folder. */
  private static String text(TestMesh mesh) throws Exception {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(mesh.manifests())) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        text.append(file.getFileName()).append('\n').append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
