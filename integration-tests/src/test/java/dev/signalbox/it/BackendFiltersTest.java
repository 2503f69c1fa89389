package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.Tally;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the filters of a rule's backends do to those backends' shares. */
@Needs(Tool.ENVOY)
final class BackendFiltersTest {
  private static final int PORT = 9080;
  private static final int REQUESTS = 2000;
  private static final double TOLERANCE = 0.05;

  private static TestMesh mesh;
  private static Backend shadow;
  private static Envoy sidecar;
  private static Envoy gateway;

  /** The oldest Envoy as a sidecar, the newest one as a gateway. */
  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    mesh.write("shop.yaml", Manifests.service("shop", "http", PORT, mesh.backends("shop")));
    mesh.write("old-shop.yaml", Manifests.service("old-shop", "http", PORT, mesh.backends("old")));
    shadow = mesh.own(Backend.start("shadow"));
    mesh.write(
        "shadow.yaml",
        Manifests.service("shadow", "http", PORT, ImmutableList.of(shadow.instance())));
    mesh.write(
        "routes.yaml",
        Resources.toString(
            Resources.getResource("routes/backend-filters.yaml"), StandardCharsets.UTF_8));
    sidecar = mesh.sidecar(new EnvoyKind(EnvoyKind.OLDEST, Protocol.DELTA));
    gateway = mesh.gateway(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA), "edge");
    for (Envoy envoy : ImmutableList.of(sidecar, gateway)) {
      eventually(() -> assertThat(envoy.call(PORT, get("/mirror")).version()).isEqualTo("shop"));
    }
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  static Stream<Envoy> envoys() {
    return Stream.of(sidecar, gateway);
  }

  @ParameterizedTest
  @MethodSource("envoys")
  void theOnlyBackendsFiltersAreTheRules(Envoy envoy) throws IOException {
    Response redirected = envoy.call(PORT, get("/redirect/a"));
    assertThat(redirected.status()).isEqualTo(301);
    assertThat(redirected.header("location")).hasValue("https://example.org/redirect/a");

    assertThat(envoy.call(PORT, get("/full/a")).body())
        .startsWith("GET /whole HTTP")
        .contains("host: one.example.org");
    assertThat(envoy.call(PORT, get("/prefix/a")).body())
        .startsWith("GET /new/a HTTP")
        .contains("host: rule.example.org");

    Response allowed = envoy.call(PORT, get("/cors").with("Origin", "https://example.org"));
    assertThat(allowed.header("access-control-allow-origin")).hasValue("https://example.org");
    Response other = envoy.call(PORT, get("/cors").with("Origin", "https://example.net"));
    assertThat(other.header("access-control-allow-origin")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("envoys")
  void sendsCopiesOfWhatTheBackendGets(Envoy envoy) throws IOException {
    String id = String.valueOf(System.identityHashCode(envoy));

    Response response = envoy.call(PORT, get("/mirror").with("x-id", id));

    assertThat(response.body()).contains("x-set: by-backend");
    eventually(() -> assertThat(shadow.lastHeader("x-id")).hasValue(id));
  }

  @ParameterizedTest
  @MethodSource("envoys")
  void eachBackendKeepsItsShare(Envoy envoy) throws Exception {
    int before = shadow.count();

    ImmutableMap<String, Long> answers = Tally.of(envoy.listener(PORT), get("/shares"), REQUESTS);

    assertThat(answers.keySet()).containsExactlyInAnyOrder("shop", "302", "old", "500");
    answers.forEach(
        (version, count) ->
            assertThat((double) count / REQUESTS).as(version).isCloseTo(0.25, within(TOLERANCE)));
    double old = answers.getOrDefault("old", 0L);
    eventually(
        () -> assertThat((shadow.count() - before) / old).isCloseTo(0.5, within(2 * TOLERANCE)));
    Response rewritten = answer(envoy, get("/shares/a"), "old");
    assertThat(rewritten.body()).startsWith("GET /old/a HTTP");
    assertThat(answer(envoy, get("/shares/a"), "302").header("location"))
        .hasValueSatisfying(location -> assertThat(location).startsWith("http://example.org"));
  }

  @ParameterizedTest
  @MethodSource("envoys")
  void aBackendMayStandTwiceWithOtherHeaders(Envoy envoy) throws Exception {
    ImmutableMap<String, Long> answers = Tally.of(envoy.listener(PORT), get("/weights"), REQUESTS);

    assertThat(answers.keySet()).containsExactlyInAnyOrder("first", "second", "500");
    assertThat(share(answers, "first")).isCloseTo(0.5, within(TOLERANCE));
    assertThat(share(answers, "second")).isCloseTo(0.25, within(TOLERANCE));
    assertThat(envoy.call(PORT, get("/nothing")).status()).isEqualTo(500);
  }

  @Test
  void callsOfGrpcHaveSharesToo() throws Exception {
    int before = shadow.count();

    ImmutableMap<String, Long> answers =
        Tally.of(gateway.listener(PORT), get("/shop.Shop/Buy"), REQUESTS);

    assertThat(answers.keySet()).containsExactlyInAnyOrder("first", "second");
    assertThat(share(answers, "first")).isCloseTo(0.75, within(TOLERANCE));
    eventually(() -> assertThat((long) (shadow.count() - before)).isEqualTo(answers.get("second")));
  }

  private static double share(ImmutableMap<String, Long> answers, String version) {
    return (double) answers.getOrDefault(version, 0L) / REQUESTS;
  }

  private static Response answer(Envoy envoy, Request request, String version) throws IOException {
    for (int i = 0; i < 200; i++) {
      Response response = envoy.call(PORT, request);
      if (response.version().equals(version)) {
        return response;
      }
    }
    throw new AssertionError("no " + version);
  }

  private static Request get(String path) {
    return Request.get("shop", path);
  }
}
