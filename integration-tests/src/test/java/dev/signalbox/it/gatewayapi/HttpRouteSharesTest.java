package dev.signalbox.it.gatewayapi;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.Tally;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a row of a table can't say: shares of many requests, copies, and another protocol. */
@Needs(Tool.ENVOY)
final class HttpRouteSharesTest {
  private static final int MIRRORS = 9110;
  private static final int WEIGHTS = 9115;
  private static final int BACKENDS = 9116;
  private static final int REQUESTS = 2_000;
  private static final int TIMEOUT = 10_000;
  private static final double TOLERANCE = 0.05;
  private static final String HOST = "shop.example";

  private static Edge edge;

  @BeforeAll
  static void start() throws Exception {
    edge = Edge.start();
  }

  @AfterAll
  static void end() throws IOException {
    edge.close();
  }

  @Test
  void sharesFollowTheWeights() throws Exception {
    Map<String, Long> answers = tally(WEIGHTS, "/shares");

    assertThat(answers).containsOnlyKeys("v1", "v2");
    assertShare(answers.getOrDefault("v1", 0L), 0.7);
  }

  @Test
  void aMissingBackendKeepsItsShare() throws Exception {
    Map<String, Long> answers = tally(WEIGHTS, "/partly-missing");

    assertThat(answers).containsOnlyKeys("v1", "500");
    assertShare(answers.getOrDefault("500", 0L), 0.25);
  }

  @Test
  void eachBackendHasItsOwnHeaders() throws Exception {
    try (HttpConnection connection = HttpConnection.open(edge.gateway().listener(WEIGHTS))) {
      for (int i = 0; i < 100; i++) {
        Response response = connection.send(Request.get(HOST, "/shares"));
        assertThat(response.body()).contains("backend: " + response.version() + "\n");
      }
    }
  }

  @Test
  void copiesGoToEachMirror() throws Exception {
    send("/one", "to-one");
    eventually(() -> assertThat(lastAt("v2")).isEqualTo("to-one"));
    send("/two", "to-two");
    eventually(() -> assertThat(lastAt("v2")).isEqualTo("to-two"));
    eventually(() -> assertThat(lastAt("v3")).isEqualTo("to-two"));
  }

  @Test
  void copiesHaveTheChangedHeaders() throws Exception {
    send("/headers", "changed");
    eventually(() -> assertThat(lastAt("v2")).isEqualTo("changed"));
    assertThat(edge.backend("v2").lastHeader("x-set")).hasValue("set");
    assertThat(edge.backend("v2").lastHeader("x-gone")).isEmpty();
  }

  /** The last request of all tells that no copy is on its way. */
  @Test
  void mirrorsGetTheirShareOfCopies() throws Exception {
    int before2 = edge.backend("v2").count();
    int before3 = edge.backend("v3").count();
    assertThat(tally(MIRRORS, "/percent")).containsOnlyKeys("v1");
    send("/two", "after-shares");
    eventually(() -> assertThat(lastAt("v2")).isEqualTo("after-shares"));
    eventually(() -> assertThat(lastAt("v3")).isEqualTo("after-shares"));

    assertShare(edge.backend("v2").count() - before2, 0.2);
    assertShare(edge.backend("v3").count() - before3, 0.5);
  }

  @Test
  void webSocketsReachTheirBackend() throws Exception {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT);
      socket.connect(edge.gateway().listener(BACKENDS), TIMEOUT);
      String upgrade =
          """
          GET /websocket HTTP/1.1
          Host: shop.example
          Connection: Upgrade
          Upgrade: websocket
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Version: 13

          """;
      write(socket, upgrade.replace("\n", "\r\n"));
      assertThat(readTo(socket.getInputStream(), "\r\n\r\n")).startsWith("HTTP/1.1 101 ");
      write(socket, "frames.");
      assertThat(readTo(socket.getInputStream(), ".")).isEqualTo("frames.");
    }
  }

  private static Map<String, Long> tally(int port, String path) throws Exception {
    return Tally.of(edge.gateway().listener(port), Request.get(HOST, path), REQUESTS);
  }

  private static void assertShare(long count, double share) {
    assertThat((double) count / REQUESTS).isCloseTo(share, within(TOLERANCE));
  }

  private static void send(String path, String id) throws IOException {
    Request request = Request.get(HOST, path).with("x-id", id).with("x-gone", "here");
    assertThat(edge.gateway().call(MIRRORS, request).version()).isEqualTo("v1");
  }

  private static String lastAt(String backend) {
    return edge.backend(backend).lastHeader("x-id").orElse("");
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readTo(InputStream input, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith(end)) {
      int next = input.read();
      assertThat(next).as("the end after %s", text).isNotNegative();
      text.append((char) next);
    }
    return text.toString();
  }
}
