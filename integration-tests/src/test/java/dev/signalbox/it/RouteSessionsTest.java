package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.Resources;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that stay with the endpoint of their session. */
@Needs(Tool.ENVOY)
final class RouteSessionsTest {
  private static final int PORT = 9080;
  private static final int REQUESTS = 25;

  private static TestMesh mesh;
  private static ImmutableList<Instance> cart;
  private static ImmutableMap<String, Envoy> envoys;

  /** The oldest Envoy as a sidecar, the newest one as a gateway. */
  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    cart = mesh.backends("a", "b", "c");
    mesh.write("cart.yaml", Manifests.service("cart", "http", PORT, cart));
    mesh.write("calls.yaml", Manifests.service("calls", "grpc", PORT, ImmutableList.of()));
    mesh.write(
        "new-cart.yaml", Manifests.service("new-cart", "http", PORT, mesh.backends("d", "e")));
    mesh.write("routes.yaml", routes());
    Envoy sidecar = mesh.sidecar(new EnvoyKind(EnvoyKind.OLDEST, Protocol.DELTA));
    Envoy gateway = mesh.gateway(new EnvoyKind(EnvoyKind.NEWEST, Protocol.SOTW), "edge");
    envoys = ImmutableMap.of("sidecar", sidecar, "gateway", gateway);
    for (Envoy envoy : envoys.values()) {
      eventually(
          () ->
              assertThat(envoy.versions(PORT, get("/none"), REQUESTS))
                  .containsExactlyInAnyOrder("a", "b", "c"));
    }
    assertThat(mesh.errorPlaces()).isEmpty();
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  private static String routes() throws IOException {
    return Resources.toString(
        Resources.getResource("routes/sessions.yaml"), StandardCharsets.UTF_8);
  }

  /** Requests of a rule that has sessions. */
  record Case(String proxy, String host, String path) {
    Request request() {
      return Request.get(host, path);
    }
  }

  static Stream<Case> cases() {
    return Stream.of("sidecar", "gateway")
        .flatMap(
            proxy ->
                Stream.of(
                    new Case(proxy, "cart", "/cookie"),
                    new Case(proxy, "cart", "/permanent/page?of=cart"),
                    new Case(proxy, "cart", "/header"),
                    new Case(proxy, "cart", "/earlier"),
                    new Case(proxy, "cart", "/rewritten"),
                    new Case(proxy, "cart", "/split/cookie"),
                    new Case(proxy, "cart", "/split/header"),
                    new Case(proxy, "calls", "/shop.Cart/Add")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aSessionStaysWithItsEndpoint(Case one) throws IOException {
    Envoy envoy = envoy(one.proxy);
    for (int i = 0; i < 3; i++) {
      Response first = envoy.call(PORT, one.request());
      Request next = next(one.request(), first);

      assertThat(next).isNotEqualTo(one.request());
      assertThat(envoy.versions(PORT, next, REQUESTS)).containsExactly(first.version());
    }
    assertThat(envoy.versions(PORT, one.request(), REQUESTS)).hasSizeGreaterThan(1);
  }

  @Test
  void cookiesLiveAsLongAsTheRuleSays() throws IOException {
    for (Envoy envoy : envoys.values()) {
      assertThat(cookie(envoy, "/cookie"))
          .containsPattern("^session-[0-9a-f]{8}=.*Path=/;.*HttpOnly")
          .doesNotContain("Max-Age", "Expires");
      assertThat(cookie(envoy, "/permanent"))
          .startsWith("permanent=")
          .contains("Max-Age=300", "Path=/permanent");
      assertThat(cookie(envoy, "/earlier")).startsWith("earlier=").contains("Path=/earlier");
    }
  }

  @Test
  void rulesShareNoSession() throws IOException {
    Envoy envoy = envoy("gateway");
    Response first = envoy.call(PORT, get("/cookie"));

    Request other = next(get("/earlier"), first);

    assertThat(envoy.versions(PORT, other, REQUESTS)).hasSizeGreaterThan(1);
  }

  @Test
  void aSessionOutlivesItsBackendsWeight() throws Exception {
    Envoy envoy = envoy("gateway");
    Request request = get("/split/cookie");
    Request ofCart = ofBackend(envoy, request, "a", "b", "c");
    String version = envoy.call(PORT, ofCart).version();

    mesh.write(
        "routes.yaml",
        routes()
            .replace(
                "{name: cart, port: 9080}, {name: new-cart",
                "{name: cart, port: 9080, weight: 0}, {name: new-cart"));
    eventually(
        () ->
            assertThat(envoy.versions(PORT, request, REQUESTS))
                .containsExactlyInAnyOrder("d", "e"));

    assertThat(envoy.versions(PORT, ofCart, REQUESTS)).containsExactly(version);
    mesh.write("routes.yaml", routes());
    eventually(
        () -> assertThat(envoy.versions(PORT, request, REQUESTS)).containsAnyOf("a", "b", "c"));
  }

  @Test
  void aSessionMovesOnWhenItsEndpointIsGone() throws Exception {
    Envoy envoy = envoy("sidecar");
    Request request = get("/cookie");
    Request ofA = ofBackend(envoy, request, "a");

    mesh.write("cart.yaml", Manifests.service("cart", "http", PORT, cart.subList(1, 3)));
    eventually(() -> assertThat(envoy.call(PORT, ofA).version()).isIn("b", "c"));

    Response moved = envoy.call(PORT, ofA);
    assertThat(envoy.versions(PORT, next(request, moved), REQUESTS))
        .containsExactly(moved.version());
    mesh.write("cart.yaml", Manifests.service("cart", "http", PORT, cart));
    eventually(() -> assertThat(envoy.versions(PORT, get("/none"), REQUESTS)).contains("a"));
  }

  private static Envoy envoy(String name) {
    return Objects.requireNonNull(envoys.get(name));
  }

  private static Request get(String path) {
    return Request.get("cart", path);
  }

  private static String cookie(Envoy envoy, String path) throws IOException {
    return envoy.call(PORT, get(path)).header("set-cookie").orElse("");
  }

  /** A request of a session with one of some endpoints. */
  private static Request ofBackend(Envoy envoy, Request request, String... versions)
      throws IOException {
    for (int i = 0; i < 100; i++) {
      Response response = envoy.call(PORT, request);
      if (ImmutableList.copyOf(versions).contains(response.version())) {
        return next(request, response);
      }
    }
    throw new AssertionError("none of them answers");
  }

  /** The next request of a client that gives back what it was given. */
  private static Request next(Request request, Response response) {
    Request next = request;
    for (String header : ImmutableList.of("x-cart", "x-cart-backend")) {
      if (response.header(header).isPresent()) {
        next = next.with(header, response.header(header).get());
      }
    }
    return response
        .header("set-cookie")
        .map(cookie -> "other=1; " + cookie.substring(0, cookie.indexOf(';')) + "; last=2")
        .map(cookies -> request.with("Cookie", cookies))
        .orElse(next);
  }
}
