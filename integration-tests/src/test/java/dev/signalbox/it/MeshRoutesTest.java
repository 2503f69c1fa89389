package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.GrpcEcho;
import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gateway API's HTTPRoutes on Services, a table of requests for each of its behaviours. */
@Needs(Tool.ENVOY)
final class MeshRoutesTest {
  private static final int PORT = 9080;
  private static final int OTHER_PORT = 9081;
  private static final int SWITCHING_PROTOCOLS = 101;

  /** What a gRPC server answers to anything else. */
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private static TestMesh mesh;
  private static Backend shadow;
  private static Envoy client;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    ImmutableList<Instance> backends = mesh.backends("v1", "v2");
    for (Instance backend : backends) {
      ImmutableList<Instance> one = ImmutableList.of(backend);
      mesh.write(
          backend.version() + ".yaml",
          Manifests.service(backend.version(), "http", PORT, one)
              + Manifests.DOCUMENT_END
              + Manifests.in("open", Manifests.service(backend.version(), "http", PORT, one))
              + Manifests.DOCUMENT_END
              + Manifests.in("closed", Manifests.service(backend.version(), "http", PORT, one)));
    }
    mesh.write("routes.yaml", TestFiles.text("routes/mesh.yaml"));
    shadow = mesh.own(Backend.start("shadow"));
    mesh.write(
        "shadow.yaml",
        Manifests.service("shadow", "http", PORT, ImmutableList.of(shadow.instance())));
    mesh.write(
        "h2c.yaml",
        Manifests.service(
            "h2c", "http", PORT, ImmutableList.of(mesh.own(GrpcEcho.start("h2c")).instance())));
    client = mesh.sidecar(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA));
    eventually(() -> assertThat(call(get("matching", "/")).version()).isEqualTo("v1"));
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  /**
   * A request and what comes of it.
   *
   * @param version of the backend, or the status without one
   */
  record Case(Request request, String version) {
    @Override
    public String toString() {
      return request.method() + " " + request.target() + " " + request.headers() + " → " + version;
    }
  }

  /**
   * A request and where it is sent on to.
   *
   * @param location from the answer's header
   */
  record Redirected(Request request, int status, String location) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(get("matching", "/"), "v1"),
        new Case(get("matching", "/example"), "v1"),
        new Case(get("matching", "/").with("version", "one"), "v1"),
        new Case(get("matching", "/v2"), "v2"),
        new Case(get("matching", "/v2/example"), "v2"),
        new Case(get("matching", "/v2/"), "v2"),
        new Case(get("matching", "/").with("Version", "two"), "v2"),
        new Case(get("matching", "/v2example"), "v1"),
        new Case(get("matching", "/foo/v2/example"), "v1"),
        new Case(get("conditions", "/query?animal=whale"), "v1"),
        new Case(get("conditions", "/query?animal=dolphin"), "v1"),
        new Case(get("conditions", "/query?animal=whale&color=blue"), "v2"),
        new Case(get("conditions", "/query?color=blue"), "404"),
        new Case(get("conditions", "/query?animal=a-whale"), "404"),
        new Case(get("conditions", "/method"), "404"),
        new Case(get("conditions", "/method").method("POST"), "v1"),
        new Case(get("conditions", "/method").method("POST").with("version", "two"), "v2"),
        new Case(get("conditions", "/exact"), "v1"),
        new Case(get("conditions", "/exact/"), "404"),
        new Case(get("conditions", "/exact?with=query"), "v1"),
        new Case(get("conditions", "/regex/12"), "v1"),
        new Case(get("conditions", "/regex/12a"), "404"),
        new Case(get("backends", "/missing"), "500"),
        new Case(get("backends", "/other-kind"), "500"),
        new Case(get("backends", "/no-weight"), "500"),
        new Case(get("backends", "/one-weight"), "v2"),
        new Case(get("backends", "/not-granted"), "500"),
        new Case(get("backends", "/granted"), "v1"),
        new Case(get("backends", "/invalid"), "500"),
        new Case(get("consumed.producer", "/produced"), "v2"),
        new Case(get("several-a", "/"), "v2"),
        new Case(get("several-b", "/"), "v2"),
        new Case(get("one-port", "/"), "v2"),
        new Case(get("own-backend", "/parent"), "v1"),
        new Case(get("own-backend", "/"), "404"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesWhereTheRoutesSay(Case expected) throws IOException {
    for (int i = 0; i < 5; i++) {
      assertThat(call(expected.request).version()).isEqualTo(expected.version);
    }
  }

  static Stream<Redirected> redirects() {
    return Stream.of(
        new Redirected(
            get("redirects:9080", "/original/a?q=1"), 302, "http://redirects:9080/new/a?q=1"),
        new Redirected(get("redirects:9080", "/original"), 302, "http://redirects:9080/new"),
        new Redirected(get("redirects:9080", "/away/a"), 302, "http://redirects:9080/a"),
        new Redirected(get("redirects:9080", "/away"), 302, "http://redirects:9080/"),
        new Redirected(get("redirects:9080", "/full/a"), 302, "http://redirects:9080/whole"),
        new Redirected(get("redirects:9080", "/host"), 301, "http://example.org:9080/host"),
        new Redirected(get("redirects:9080", "/scheme"), 303, "https://redirects:443/scheme"),
        new Redirected(get("redirects:9080", "/port"), 307, "http://redirects:8083/port"),
        new Redirected(get("redirects:9080", "/all"), 308, "https://example.org:8443/all"));
  }

  @ParameterizedTest
  @MethodSource("redirects")
  void redirects(Redirected expected) throws IOException {
    Response response = call(expected.request);

    assertThat(response.status()).isEqualTo(expected.status);
    assertThat(response.header("location")).hasValue(expected.location);
  }

  @Test
  void rewritesPathsAndHosts() throws IOException {
    assertThat(received(get("rewrites", "/prefix/one/two"))).startsWith("GET /one/two HTTP");
    assertThat(received(get("rewrites", "/strip-prefix/three?q=1"))).startsWith("GET /three?q=1 ");
    assertThat(received(get("rewrites", "/strip-prefix"))).startsWith("GET / HTTP");
    assertThat(received(get("rewrites", "/full/a")))
        .startsWith("GET /whole HTTP")
        .contains("host: one.example.org");
  }

  @Test
  void changesHeaders() throws IOException {
    Request request =
        get("headers", "/rule").with("x-set", "1").with("x-add", "1").with("x-remove", "1");
    assertThat(lines(received(request)))
        .contains("x-set: set-100%", "x-add: 1", "x-add: added")
        .noneMatch(line -> line.startsWith("x-remove") || line.equals("x-set: 1"));
    Response response = call(request);
    assertThat(response.version()).isEqualTo("hidden");
    assertThat(response.header("x-answer")).hasValue("added");
    assertThat(response.header("x-peer")).isEmpty();

    assertThat(received(get("headers", "/backend"))).contains("x-set: by-backend");
    assertThat(received(get("headers", "/host"))).contains("host: set.example.org");
  }

  @Test
  void answersPreflightsOfAllowedOrigins() throws IOException {
    Request preflight =
        get("headers", "/cors").method("OPTIONS").with("Access-Control-Request-Method", "GET");

    Response allowed = call(preflight.with("Origin", "https://a.bar.com"));
    assertThat(allowed.header("access-control-allow-origin")).hasValue("https://a.bar.com");
    assertThat(allowed.header("access-control-allow-methods")).hasValue("GET,OPTIONS");
    assertThat(allowed.header("access-control-allow-headers")).hasValue("x-header-1");
    assertThat(allowed.header("access-control-max-age")).hasValue("3600");
    Response other = call(preflight.with("Origin", "https://foo.com"));
    assertThat(other.header("access-control-allow-origin")).isEmpty();
    Response simple = call(get("headers", "/cors").with("Origin", "https://www.foo.com"));
    assertThat(simple.header("access-control-expose-headers")).hasValue("x-header-3");
  }

  @Test
  void limitsRequestsAndTries() throws IOException {
    assertThat(call(slow(get("tries", "/request"))).status()).isEqualTo(504);
    assertThat(call(slow(get("tries", "/backend"))).status()).isEqualTo(504);
    assertThat(call(slow(get("tries", "/none"))).status()).isEqualTo(200);
    assertThat(call(get("tries", "/request")).status()).isEqualTo(200);
  }

  @Test
  void retriesTheCodesThatAreNamed() throws IOException {
    assertThat(call(failing(get("tries", "/retry"), 2)).status()).isEqualTo(200);
    assertThat(call(failing(get("tries", "/retry"), 3)).status()).isEqualTo(503);
    assertThat(call(failing(get("tries", "/none"), 1)).status()).isEqualTo(503);
  }

  @Test
  void sendsCopiesToMirrors() throws IOException {
    assertThat(call(get("tries", "/mirrors").with("x-id", "copied")).version()).isEqualTo("v1");

    eventually(() -> assertThat(shadow.lastHeader("x-id")).hasValue("copied"));
  }

  @Test
  void aServiceProfilesRoutesAndOverridesCount() throws IOException {
    assertThat(call(get("profiled", "/")).version()).isEqualTo("v2");
    assertThat(call(slow(get("profiled", "/slow/1"))).status()).isEqualTo(504);
    assertThat(call(slow(get("profiled", "/slow/a"))).version()).isEqualTo("v2");
    assertThat(call(failing(get("profiled", "/"), 1)).version()).isEqualTo("v2");
    assertThat(call(failing(get("profiled", "/never"), 1)).status()).isEqualTo(503);
    assertThat(call(failing(get("profiled", "/").method("POST"), 1)).status()).isEqualTo(503);
  }

  @Test
  void portsOfAParentHaveRoutesOfTheirOwn() throws IOException {
    assertThat(call(get("ports:9080", "/")).version()).isEqualTo("v1");
    assertThat(client.call(OTHER_PORT, get("ports:9081", "/")).version()).isEqualTo("v2");
    assertThat(client.call(OTHER_PORT, get("one-port:9081", "/")).version()).isEqualTo("v1");
  }

  @Test
  void sharesRequestsByWeight() throws IOException {
    int requests = 400;
    int first = 0;
    for (int i = 0; i < requests; i++) {
      String version = call(get("backends", "/weights")).version();
      assertThat(version).isIn("v1", "500");
      first += version.equals("v1") ? 1 : 0;
    }
    assertThat(first / (double) requests).isBetween(0.6, 0.8);
  }

  @Test
  void aRulesNameIsItsRoutes() throws Exception {
    assertThat(client.admin("/config_dump?resource=dynamic_route_configs"))
        .contains("\"name\": \"the-parent\"");
  }

  @Test
  void aBackendOfHttp2GetsIt() throws IOException {
    assertThat(call(get("to-h2c", "/")).status()).isEqualTo(UNSUPPORTED_MEDIA_TYPE);
    InetSocketAddress listener = client.listener(PORT);
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress(listener.getHostString(), listener.getPort())
            .overrideAuthority("to-h2c:9080")
            .usePlaintext()
            .build();
    try {
      assertThat(GrpcEcho.call(channel, "any.Service/Any", Map.of()).version()).isEqualTo("h2c");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void webSocketsReachTheBackend() throws IOException {
    Request upgrade =
        get("to-ws", "/")
            .with("Connection", "Upgrade")
            .with("Upgrade", "websocket")
            .with("Sec-WebSocket-Version", "13")
            .with("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    try (HttpConnection connection = HttpConnection.open(client.listener(PORT))) {
      assertThat(connection.send(upgrade).status()).isEqualTo(SWITCHING_PROTOCOLS);
      assertThat(connection.exchange("first")).isEqualTo("first");
      assertThat(connection.exchange("second")).isEqualTo("second");
    }
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

  /** What the backend got. */
  private static String received(Request request) throws IOException {
    return call(request).body();
  }

  private static Stream<String> lines(String text) {
    return Arrays.stream(text.split("\n", -1));
  }
}
