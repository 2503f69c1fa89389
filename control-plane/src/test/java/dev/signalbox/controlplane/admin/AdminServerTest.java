package dev.signalbox.controlplane.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.manifests.ManifestStore;
import dev.signalbox.controlplane.manifests.Manifests;
import dev.signalbox.controlplane.status.LiveStatus;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.proto.admin.v1.TypeStatus;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminServerTest {
  private static final ProxyStatus PROXY =
      ProxyStatus.newBuilder()
          .setName("web")
          .setNamespace("shop")
          .addTypes(
              TypeStatus.newBuilder().setType("CDS").setStatus(TypeStatus.Status.STATUS_NOT_SENT))
          .build();

  private final AtomicBoolean ready = new AtomicBoolean();
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() throws Exception {
    Diagnostic diagnostic =
        Diagnostic.of(
            Code.HOST_NOT_FOUND,
            new Origin("VirtualService", "default", "reviews", "spec.http[0]"),
            "the host revews is not known",
            "did you mean reviews?");
    Finding finding =
        new Finding(diagnostic, Optional.of(new Place("a.yaml", 3, 5)), ImmutableList.of());
    server =
        new AdminServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new AdminSources(
                ready::get,
                () -> ImmutableList.of(finding),
                () -> ImmutableList.of(PROXY),
                nodeId -> Optional.empty(),
                new Manifests(
                    new ManifestStore(List.of(), Optional::empty, keys -> () -> {}),
                    () -> LiveStatus.NONE)));
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void proxiesHaveTheirJsonShape() throws Exception {
    assertThat(get("/api/v1/proxies").body())
        .contains("\"name\": \"web\"", "\"namespace\": \"shop\"", "\"controlPlane\"")
        .containsPattern("\"CDS\": \\{\\s+\"status\": \"NOT SENT\"");
  }

  @Test
  void isReadyOnceTheManifestsCanBeServed() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheFindings() throws Exception {
    HttpResponse<String> response = get("/api/v1/findings");
    assertThat(response.headers().firstValue("content-type")).contains("application/json");
    assertThat(response.body())
        .contains("\"code\": \"SB2001\"", "\"file\": \"a.yaml\"", "\"line\": 3", "\"column\": 5");
  }

  @Test
  void saysWhatIsNotReadyYetAndWhoIsNotConnected() throws Exception {
    assertThat(get("/api/v1/objects").statusCode()).isEqualTo(503);
    assertThat(get("/api/v1/proxies/web").body()).contains("\"name\": \"web\"");
    assertThat(get("/api/v1/proxies/wep").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/proxies/web/config/route").body()).contains("has just gone");
    assertThat(get("/api/v1/proxies/web/config/rule").statusCode()).isEqualTo(400);
  }

  @Test
  void saysInJsonWhatIsNotThere() throws Exception {
    HttpResponse<String> response = get("/nothing");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("\"error\"");
    assertThat(send(request("/healthz").DELETE()).statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
