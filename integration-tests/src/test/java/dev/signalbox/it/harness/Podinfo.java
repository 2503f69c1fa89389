package dev.signalbox.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What the tutorials need of podinfo: /env tells its message, /echo asks the backend's /env. */
public final class Podinfo implements Closeable {
  private static final int OK = 200;
  private static final int BAD_GATEWAY = 502;
  private static final String BACKEND = "backend-a-podinfo:9898";
  private static final int BACKEND_PORT = 9898;

  /** Handed on, as podinfo does with the headers of tracing. */
  private static final String REQUEST_ID = "x-request-id";

  private static final String TESTER = "x-tester";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Podinfo() throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
  }

  public static Podinfo backend(String message) throws IOException {
    Podinfo podinfo = new Podinfo();
    podinfo.server.createContext(
        "/env", exchange -> answer(exchange, OK, "[\"PODINFO_UI_MESSAGE=" + message + "\"]"));
    podinfo.server.start();
    return podinfo;
  }

  /** Calls its backend through its sidecar. */
  public static Podinfo frontend(Envoy sidecar) throws IOException {
    Podinfo podinfo = new Podinfo();
    podinfo.server.createContext("/echo", exchange -> echo(exchange, sidecar));
    podinfo.server.start();
    return podinfo;
  }

  private static void echo(HttpExchange exchange, Envoy sidecar) throws IOException {
    Request request = Request.get(BACKEND, "/env");
    for (String name : new String[] {REQUEST_ID, TESTER}) {
      String value = exchange.getRequestHeaders().getFirst(name);
      request = value == null ? request : request.with(name, value);
    }
    Response response = sidecar.call(BACKEND_PORT, request);
    answer(exchange, response.status() == OK ? OK : BAD_GATEWAY, response.body());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
