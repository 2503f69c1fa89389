package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;

/** What the rules of http-rules.yaml do to traffic. */
@OnNewestEnvoy
@SuppressWarnings("NullAway.Init") // Started before the first test.
final class HttpRulesTest {
  private static final int OTHER_PORT = 9091;

  private static TestMesh mesh;
  private static Backend shadow;
  private static Envoy sidecar;

  /** Says what {@link #start} is given. */
  HttpRulesTest(@SuppressWarnings("unused") EnvoyKind kind) {}

  @BeforeParameterizedClassInvocation
  static void start(EnvoyKind kind) throws Exception {
    mesh = TestMesh.withReviews();
    shadow = Backend.start("shadow");
    mesh.write(
        "shadow.yaml",
        Manifests.service("shadow", "http", OTHER_PORT, ImmutableList.of(shadow.instance())));
    mesh.write("half-dead.yaml", halfDead());
    mesh.write("delegate.yaml", TestFiles.text("http-delegate.yaml"));
    mesh.write("rules.yaml", TestFiles.text("http-rules.yaml"));
    sidecar = mesh.sidecar(kind);
    eventually(() -> assertThat(get("/ready").status()).isEqualTo(204));
  }

  @AfterParameterizedClassInvocation
  static void stop() throws IOException {
    mesh.close();
    shadow.close();
  }

  @Test
  void theRulesAreInForce() {
    assertThat(mesh.errorPlaces()).isEmpty();
  }

  @Test
  void aFailedTryIsRepeatedAsOftenAsTheRuleSays() throws Exception {
    Response third = get(failing("/retry", 2));
    assertThat(third.status()).isEqualTo(200);
    assertThat(third.body()).contains("x-envoy-attempt-count: 3");
    assertThat(get(failing("/retry", 3)).status()).isEqualTo(503);
    assertThat(get(failing("/retry-never", 1)).status()).isEqualTo(503);
  }

  @Test
  void byDefaultOnlyWhatDidNothingIsRepeated() throws Exception {
    assertThat(get(failing("/default", 1)).status()).isEqualTo(503);
    Request halfDead = Request.get("half-dead:" + OTHER_PORT, "/");
    for (int i = 0; i < 10; i++) {
      assertThat(sidecar.call(OTHER_PORT, halfDead).status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestThatTakesTooLongIsAnswered504() throws Exception {
    assertThat(get(slow("/timeout")).status()).isEqualTo(504);
    assertThat(get(to("/timeout")).status()).isEqualTo(200);
  }

  @Test
  void aTryThatTakesTooLongIsRepeated() throws Exception {
    assertThat(get(slow("/per-try")).status()).isEqualTo(504);
    assertThat(shadow.lastHeader("x-envoy-attempt-count")).hasValue("2");
  }

  @Test
  void faultsDelayAndAbort() throws Exception {
    long start = System.nanoTime();
    assertThat(get("/delay").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(250));
    assertThat(get("/abort").status()).isEqualTo(418);
    Response grpc = get(to("/abort-grpc").with("content-type", "application/grpc"));
    assertThat(grpc.header("grpc-status")).hasValue("5");
    assertThat(get("/abort-none").status()).isEqualTo(200);
  }

  @Test
  void copiesGoToTheMirrorUnderAnotherName() throws Exception {
    Response answer = get(to("/mirror").with("x-id", "mirror-1"));
    assertThat(answer.version()).isNotEqualTo("shadow");
    eventually(() -> assertThat(shadow.lastHeader("x-id")).hasValue("mirror-1"));
    assertThat(shadow.lastHeader("host").orElse("")).contains("reviews-shadow");

    get(to("/mirror-none").with("x-id", "mirror-2"));
    get(to("/mirrors").with("x-id", "mirror-3"));
    eventually(() -> assertThat(shadow.lastHeader("x-id")).hasValue("mirror-3"));
  }

  @Test
  void preflightsAreAnsweredForAllowedOriginsOnly() throws Exception {
    Response allowed = get(preflight("https://a.example"));
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.header(Backend.VERSION_HEADER)).isEmpty();
    assertThat(allowed.header("access-control-allow-origin")).hasValue("https://a.example");
    assertThat(allowed.header("access-control-allow-methods")).hasValue("GET,PUT");
    assertThat(allowed.header("access-control-allow-headers")).hasValue("x-a");
    assertThat(allowed.header("access-control-max-age")).hasValue("60");
    assertThat(allowed.header("access-control-allow-credentials")).hasValue("true");

    Response other = get(preflight("https://b.example"));
    assertThat(other.header("access-control-allow-origin")).isEmpty();
    assertThat(other.header(Backend.VERSION_HEADER)).isEmpty();

    Response actual = get(to("/cors").with("Origin", "https://a.example"));
    assertThat(actual.header("access-control-allow-origin")).hasValue("https://a.example");
    assertThat(actual.header("access-control-expose-headers")).hasValue("x-b");
  }

  @Test
  void pathsAndHostsAreRewritten() throws Exception {
    assertThat(get("/rewrite-prefix/x?y").body()).startsWith("GET /new/x?y ");
    assertThat(get("/rewrite-exact").body()).startsWith("GET /new ");
    assertThat(get("/rewrite-regex/7/x").body()).startsWith("GET /x/7 ");
    assertThat(get("/rewrite-regex-match/7?y").body()).startsWith("GET /new?y ");
    assertThat(get("/rewrite-authority").body()).contains("host: rewritten.example\n");
  }

  @Test
  void redirectsNameAnotherPlace() throws Exception {
    assertRedirect("/redirect-uri", 301, "http://reviews:9080/new");
    assertRedirect("/redirect-prefix/x", 302, "http://reviews:9080/new/x");
    assertRedirect("/redirect-all?a=b", 307, "https://a.example:8443/redirect-all?a=b");
    assertRedirect("/redirect-request-port", 308, "http://a.example:9080/redirect-request-port");
    assertRedirect("/redirect-80", 303, "http://a.example/redirect-80");
  }

  private static void assertRedirect(String target, int status, String location) throws Exception {
    Response response = get(target);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("location")).hasValue(location);
  }

  @Test
  void headersAreSetAddedAndRemoved() throws Exception {
    Response response =
        get(to("/headers").with("x-set", "old").with("x-add", "old").with("x-remove", "old"));
    assertThat(response.body())
        .contains("x-set: rule\n", "x-add: old\nx-add: rule\n", "x-destination: yes\n")
        .contains("host: set.example\n")
        .doesNotContain("x-remove");
    assertThat(response.header("x-response")).hasValue("rule");
    assertThat(response.header(Backend.PEER_HEADER)).isEmpty();
  }

  @Test
  void aMissingBackendKeepsItsShare() throws Exception {
    mesh.write("nowhere.yaml", Manifests.allTo("shadow", "v9"));
    Request missing = Request.get("shadow:" + OTHER_PORT, "/");
    eventually(() -> assertThat(sidecar.call(OTHER_PORT, missing).status()).isEqualTo(503));
    mesh.write("nowhere.yaml", "");
    eventually(() -> assertThat(mesh.errorPlaces()).isEmpty());
  }

  @Test
  void aDelegateRoutesWhatItsRootHandsOn() throws Exception {
    assertThat(get("/delegated/one").body()).isEqualTo("one");
    assertThat(get("/delegated/two").header("x-root")).hasValue("yes");
    assertThat(get("/elsewhere").version()).startsWith("v");

    mesh.write("delegate.yaml", TestFiles.text("http-delegate.yaml").replace("one", "uno"));
    eventually(() -> assertThat(get("/delegated/uno").body()).isEqualTo("uno"));
    mesh.write("delegate.yaml", TestFiles.text("http-delegate.yaml"));
    eventually(() -> assertThat(get("/delegated/one").body()).isEqualTo("one"));
  }

  private static String halfDead() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    ImmutableList<Instance> instances =
        ImmutableList.of(shadow.instance(), new Instance("dead", "127.0.0.1", closed));
    return Manifests.service("half-dead", "http", OTHER_PORT, instances);
  }

  private static Request to(String target) {
    return Request.get("reviews:" + REVIEWS_PORT, target);
  }

  private static Request failing(String target, int times) {
    return to(target).with(Backend.FAILURES_HEADER, Integer.toString(times));
  }

  private static Request slow(String target) {
    return to(target).with(Backend.DELAY_HEADER, "3000");
  }

  private static Request preflight(String origin) {
    return to("/cors")
        .method("OPTIONS")
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "PUT");
  }

  private static Response get(String target) throws IOException {
    return get(to(target));
  }

  private static Response get(Request request) throws IOException {
    return sidecar.call(REVIEWS_PORT, request);
  }
}
