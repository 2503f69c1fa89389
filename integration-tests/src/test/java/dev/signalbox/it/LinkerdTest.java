package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Load;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What only Linkerd has: annotations, failure accrual, retry budgets, its own HTTPRoute. */
@Needs(Tool.ENVOY)
final class LinkerdTest {
  private static final int PORT = 9080;
  private static final String EJECTED =
      "pair.default.svc.cluster.local.outlier_detection.ejections_active";

  private static TestMesh mesh;
  private static Backend good;
  private static Backend bad;
  private static Backend lone;
  private static Backend broken;
  private static Envoy client;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    workloads("v1", mesh.own(Backend.start("v1")));
    workloads("v2", mesh.own(Backend.start("v2")));
    good = mesh.own(Backend.start("good"));
    bad = mesh.own(Backend.start("bad"));
    lone = mesh.own(Backend.start("lone"));
    broken = mesh.own(Backend.start("broken"));
    broken.setBroken(true);
    workloads("pair", good, bad);
    workloads("lone", lone);
    workloads("broken", broken);
    mesh.write(
        "routes.yaml",
        Resources.toString(Resources.getResource("routes/linkerd.yaml"), StandardCharsets.UTF_8));
    client = mesh.sidecar(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA));
    eventually(() -> assertThat(call(get("limited", "/")).version()).isEqualTo("v1"));
  }

  /** Without their Service, if routes.yaml has one of the name. */
  private static void workloads(String app, Backend... backends) throws IOException {
    String service =
        Manifests.service(
            app, "http", PORT, Arrays.stream(backends).map(Backend::instance).toList());
    boolean own = app.startsWith("v");
    mesh.write(
        app + ".yaml", own ? service : service.substring(service.indexOf(Manifests.DOCUMENT_END)));
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  /** A request and the status of its answer. */
  record Case(Request request, int status) {
    @Override
    public String toString() {
      return request.method() + " " + request.target() + " " + request.headers() + " → " + status;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        // What a Service says, with no route and for what a route leaves open.
        new Case(slow(get("limited", "/")), 504),
        new Case(failing(get("limited", "/"), 1), 200),
        new Case(failing(get("limited", "/"), 2), 503),
        new Case(slow(get("routed", "/")), 504),
        new Case(slow(get("routed", "/own")), 200),
        new Case(failing(get("routed", "/own"), 2), 200),
        new Case(failing(get("routed", "/own"), 3), 503),
        new Case(failing(get("routed", "/tries"), 2), 200),
        new Case(slow(get("routed", "/tries")), 504),
        new Case(slow(get("routed", "/no-timeout")), 200),
        new Case(slow(get("routed", "/zero-says-nothing")), 504),
        // What a route says.
        new Case(slow(get("timeouts", "/response")), 504),
        new Case(slow(get("timeouts", "/idle")), 504),
        new Case(slow(get("timeouts", "/tries")), 504),
        new Case(failing(get("timeouts", "/tries"), 1), 503),
        new Case(slow(get("timeouts", "/backend-request")), 504),
        new Case(slow(get("timeouts", "/backend-request")).with(Backend.DELAYS_HEADER, "1"), 200),
        // What a profile says.
        new Case(slow(get("conditions", "/slow?a=b")), 504),
        new Case(slow(get("conditions", "/slower")), 200),
        new Case(slow(get("conditions", "/slow").method("POST")), 200),
        new Case(slow(get("conditions", "/a").method("PUT")), 504),
        new Case(slow(get("conditions", "/fast/a").method("DELETE")), 200));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void limitsAndRetriesAsAnnotated(Case expected) throws IOException {
    assertThat(call(expected.request).status()).isEqualTo(expected.status);
  }

  /**
   * A request and who answers it.
   *
   * @param version of the backend
   */
  record Routed(Request request, String version) {
    @Override
    public String toString() {
      return request.target() + " " + request.headers() + " → " + version;
    }
  }

  static Stream<Routed> routed() {
    return Stream.of(
        new Routed(get("repeated", "/"), "v1"),
        new Routed(get("repeated", "/").with("version", "two"), "v2"),
        new Routed(get("repeated", "/").with("version", "one").with("version", "two"), "v2"),
        new Routed(get("repeated", "/").with("version", "two").with("Version", "one"), "v2"),
        new Routed(get("repeated", "/").with("version", "one, two ,three"), "v2"),
        new Routed(get("repeated", "/").with("version", "twofold"), "v1"),
        new Routed(get("repeated", "/").with("version", "not two"), "v1"),
        new Routed(get("repeated", "/").with("user", "jo").with("user", "jason"), "v2"),
        new Routed(get("repeated", "/").with("user", "jo").with("user", "jason2"), "v1"),
        new Routed(get("repeated", "/?animal=whale"), "v2"),
        new Routed(get("repeated", "/a?animal=cow&animal=whale"), "v2"),
        new Routed(get("repeated", "/a?animal=whale&animal=cow"), "v2"),
        new Routed(get("repeated", "/?animal=whales"), "v1"),
        new Routed(get("repeated", "/?manimal=whale"), "v1"),
        new Routed(get("repeated", "/animal=whale"), "v1"),
        new Routed(get("repeated", "/trailing"), "v2"),
        new Routed(get("repeated", "/trailing/a"), "v2"),
        new Routed(get("repeated", "/trailings"), "v1"),
        new Routed(get("repeated", "/whole/12?a=b"), "v2"),
        new Routed(get("repeated", "/whole/12/3"), "v1"),
        new Routed(get("protocols", "/"), "v1"),
        new Routed(get("profiled.shop", "/"), "v2"),
        new Routed(get("inactive", "/"), "v2"),
        new Routed(get("rejected", "/"), "v2"));
  }

  @ParameterizedTest
  @MethodSource("routed")
  void matchesAndCountsAsLinkerdHasIt(Routed expected) throws IOException {
    assertThat(call(expected.request).version()).isEqualTo(expected.version);
  }

  @Test
  void anOpaquePortIsNotLookedInto() throws IOException {
    assertThat(client.call(9081, get("whatever", "/")).version()).isEqualTo("v1");
  }

  @Test
  void anEndpointThatFailsIsLeftOutUntilItsPenaltyIsOver() throws IOException {
    eventually(() -> assertThat(call(get("pair", "/")).version()).isEqualTo("bad"));
    bad.setBroken(true);
    int before = bad.count();
    while (bad.count() < before + 3) {
      call(get("pair", "/"));
    }
    long ejected = System.nanoTime();
    // Its main thread ejects what a worker has counted.
    eventually(() -> assertThat(client.stat(EJECTED)).isEqualTo(1));
    bad.setBroken(false);

    int served = 0;
    while (served < 50 && System.nanoTime() - ejected < Duration.ofSeconds(4).toNanos()) {
      assertThat(call(get("pair", "/")).version()).isEqualTo("good");
      served++;
    }
    assertThat(served).isPositive();

    eventually(() -> assertThat(call(get("pair", "/")).version()).isEqualTo("bad"));
    assertThat(System.nanoTime() - ejected).isGreaterThan(Duration.ofMillis(4900).toNanos());
  }

  @Test
  void aServiceWithoutAnEndpointThatIsLeftInAnswers503() throws IOException {
    lone.setBroken(true);
    eventually(
        () -> {
          int before = lone.count();
          assertThat(call(get("lone", "/")).status()).isEqualTo(503);
          assertThat(lone.count()).isEqualTo(before);
        });
    lone.setBroken(false);

    eventually(() -> assertThat(call(get("lone", "/")).status()).isEqualTo(200));
  }

  @Test
  void retriesStayWithinTheBudget() throws Exception {
    int count = broken.count();
    int retries = broken.retries();
    long start = System.nanoTime();
    Load load = Load.start(client.listener(PORT), get("budget", "/retryable"), 200);
    Thread.sleep(Duration.ofSeconds(3));
    Load.Result result = load.stop();
    double seconds = (System.nanoTime() - start) / 1e9;

    int retried = broken.retries() - retries;
    assertThat((long) broken.count() - count - retried).isEqualTo(result.sent());
    assertThat((long) retried)
        .isPositive()
        .isLessThanOrEqualTo(Math.round(result.sent() * 0.2 + 10 * (seconds + 1)));
  }

  @Test
  void onlyRetryableRoutesAreTriedAgainAndOnlyAfterFailures() throws Exception {
    for (String path : ImmutableList.of("/no-failure", "/other")) {
      assertThat(call(get("budget", path)).status()).isEqualTo(503);
      assertThat(broken.lastHeader("x-envoy-attempt-count")).hasValue("1");
    }
    eventually(
        () -> {
          assertThat(call(get("budget", "/retryable")).status()).isEqualTo(503);
          assertThat(broken.lastHeader("x-envoy-attempt-count")).isNotEqualTo("1");
        });
  }

  private static Request get(String host, String target) {
    return Request.get(host, target);
  }

  private static Request slow(Request request) {
    return request.with(Backend.DELAY_HEADER, "1000");
  }

  private static Request failing(Request request, int times) {
    return request.with(Backend.FAILURES_HEADER, Integer.toString(times));
  }

  private static Response call(Request request) throws IOException {
    return client.call(PORT, request);
  }
}
