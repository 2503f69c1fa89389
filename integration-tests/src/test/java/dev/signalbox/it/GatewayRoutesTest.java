package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gateway API's Gateways, a table of requests for what their listeners and routes do together. */
@Needs(Tool.ENVOY)
final class GatewayRoutesTest {
  private static final int PLAIN = 9080;
  private static final int HOSTNAMES = 9081;
  private static final int ISOLATED = 9082;
  private static final int SELECTED = 9083;
  private static final int SERVICE_PORT = 9080;

  private static TestMesh mesh;
  private static Envoy gateway;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    for (Instance backend : mesh.backends("v1", "v2", "v3")) {
      String version = backend.version();
      String service = Manifests.service(version, "http", SERVICE_PORT, ImmutableList.of(backend));
      mesh.write(
          version + ".yaml",
          service
              + Manifests.DOCUMENT_END
              + Manifests.in("open", service)
              + Manifests.DOCUMENT_END
              + Manifests.in("closed", service));
    }
    mesh.write(
        "routes.yaml",
        Resources.toString(Resources.getResource("routes/gateway.yaml"), StandardCharsets.UTF_8));
    gateway = mesh.gateway(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA), "edge");
    eventually(() -> assertThat(version(PLAIN, Request.get("example.com", "/"))).isEqualTo("v1"));
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
  record Case(int port, Request request, String version) {
    @Override
    public String toString() {
      return port + " " + request.target() + " " + request.headers() + " → " + version;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        of(PLAIN, "example.com", "/", "v1"),
        of(PLAIN, "example.com:1234", "/v2", "v2"),
        of(PLAIN, "example.net", "/v2", "v1"),
        of(PLAIN, "example.org", "/", "404"),
        of(PLAIN, "other.com", "/", "404"),
        new Case(PLAIN, Request.get("other.com", "/v2").with("any", "thing"), "v1"),
        new Case(PLAIN, Request.get("example.com", "/").with("version", "two"), "v2"),
        new Case(PLAIN, Request.get("example.com", "/").with("version", "one"), "v1"),
        of(PLAIN, "example.com", "/none", "500"),
        of(PLAIN, "example.com", "/not-granted", "500"),
        of(PLAIN, "example.com", "/granted", "v1"),
        of(HOSTNAMES, "bar.com", "/", "v1"),
        of(HOSTNAMES, "foo.bar.com", "/", "v2"),
        of(HOSTNAMES, "baz.bar.com", "/", "v3"),
        of(HOSTNAMES, "multiple.prefixes.bar.com", "/", "v3"),
        of(HOSTNAMES, "multiple.prefixes.foo.com", "/", "v3"),
        of(HOSTNAMES, "foo.com", "/", "404"),
        of(HOSTNAMES, "no.matching.host", "/", "404"),
        of(ISOLATED, "bar.com", "/empty", "v1"),
        of(ISOLATED, "bar.com", "/example", "404"),
        of(ISOLATED, "bar.example.com", "/example", "v1"),
        of(ISOLATED, "bar.example.com", "/empty", "404"),
        of(ISOLATED, "bar.example.com", "/foo", "404"),
        of(ISOLATED, "bar.foo.example.com", "/foo", "v1"),
        of(ISOLATED, "bar.foo.example.com", "/example", "404"),
        of(ISOLATED, "bar.foo.example.com", "/empty", "404"),
        of(ISOLATED, "abc.foo.example.com", "/abc", "v1"),
        of(ISOLATED, "abc.foo.example.com", "/foo", "404"),
        of(ISOLATED, "abc.foo.example.com", "/example", "404"),
        of(ISOLATED, "abc.foo.example.com", "/empty", "404"),
        of(SELECTED, "friends.com", "/", "v1"),
        of(SELECTED, "strangers.com", "/", "404"));
  }

  private static Case of(int port, String host, String path, String version) {
    return new Case(port, Request.get(host, path), version);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void goesWhereTheRoutesSay(Case expected) throws IOException {
    assertThat(version(expected.port, expected.request)).isEqualTo(expected.version);
  }

  @Test
  void redirectsToTheOtherSchemesPort() throws IOException {
    Response response = gateway.call(PLAIN, Request.get("example.com", "/scheme"));

    assertThat(response.status()).isEqualTo(302);
    assertThat(response.header("location")).hasValue("https://example.com:443/scheme");
  }

  private static String version(int port, Request request) throws IOException {
    return gateway.call(port, request).version();
  }
}
