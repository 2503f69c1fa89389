package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.demo.Podinfo;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.TestMesh;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Linkerd's tutorial of dynamic request routing, with the podinfo sample. */
@OnEveryEnvoy
final class DynamicRoutingTest {
  private static final int PORT = 9898;
  private static final Path SAMPLE = Path.of("../deploy/samples/podinfo");
  private static final String A = "PODINFO_UI_MESSAGE=A backend";
  private static final String B = "PODINFO_UI_MESSAGE=B backend";
  private static final String ROUTE = "route.yaml";
  private static final String PROFILE = "profile.yaml";

  private final EnvoyKind kind;
  private final HttpClient http = HttpClient.newHttpClient();
  private TestMesh mesh;
  private Podinfo frontend;

  DynamicRoutingTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @BeforeEach
  void start() throws Exception {
    mesh = TestMesh.empty();
    Podinfo a = mesh.own(Podinfo.backend("A backend"));
    Podinfo b = mesh.own(Podinfo.backend("B backend"));
    String services =
        Files.readString(SAMPLE.resolve("manifests/services.yaml"))
            .replace("19899", Integer.toString(a.port()))
            .replace("19900", Integer.toString(b.port()));
    mesh.write("services.yaml", services);
    Envoy sidecar = mesh.sidecar(kind, DynamicRoutingTest::inTest);
    frontend = mesh.own(Podinfo.frontend(sidecar.listener(PORT), 0));
    eventually(() -> assertThat(echo("x-none", "")).contains(A));
  }

  @AfterEach
  void end() throws IOException {
    http.close();
    mesh.close();
  }

  @Test
  void linkerdsRouteMovesRequestsByHeaderUnlessAServiceProfileIsThere() throws Exception {
    headerDecidesUnlessAServiceProfileIsThere("http-route-linkerd.yaml");
  }

  @Test
  void gatewayApisRouteMovesRequestsByHeaderUnlessAServiceProfileIsThere() throws Exception {
    headerDecidesUnlessAServiceProfileIsThere("http-route.yaml");
  }

  private void headerDecidesUnlessAServiceProfileIsThere(String route) throws Exception {
    assertThat(echo("x-request-id", "alternative")).contains(A);

    mesh.write(ROUTE, networking(route));
    eventually(() -> assertThat(echo("x-request-id", "alternative")).contains(B));
    assertThat(echo("x-request-id", "another")).contains(A);
    assertThat(echo("x-none", "")).contains(A);
    assertThat(mesh.errorPlaces()).isEmpty();

    mesh.write(PROFILE, networking("service-profile.yaml"));
    eventually(() -> assertThat(echo("x-request-id", "alternative")).contains(A));

    Files.delete(mesh.manifests().resolve(PROFILE));
    eventually(() -> assertThat(echo("x-request-id", "alternative")).contains(B));

    Files.delete(mesh.manifests().resolve(ROUTE));
    eventually(() -> assertThat(echo("x-request-id", "alternative")).contains(A));
  }

  @Test
  void oneOfSeveralMatchesSufficesAndEachAsksForAllItsHeaders() throws Exception {
    mesh.write(ROUTE, networking("http-route-alternatives.yaml"));

    eventually(() -> assertThat(echo("x-request-id", "alternative")).contains(B));
    assertThat(echo("x-request-id", "beta-12", "x-tester", "yes")).contains(B);
    assertThat(echo("x-request-id", "beta-12")).contains(A);
    assertThat(echo("x-request-id", "beta-12x", "x-tester", "yes")).contains(A);
    assertThat(echo("x-tester", "yes")).contains(A);
  }

  private String echo(String... headers) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + frontend.port() + "/echo");
    HttpRequest request =
        HttpRequest.newBuilder(uri).headers(headers).POST(BodyPublishers.noBody()).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  private static String networking(String name) throws IOException {
    return Files.readString(SAMPLE.resolve("networking").resolve(name));
  }

  /** The same node in the namespace of the sample. */
  private static Node inTest(Node node) {
    return node.toBuilder().setId(node.getId().replace("default", "test")).build();
  }
}
