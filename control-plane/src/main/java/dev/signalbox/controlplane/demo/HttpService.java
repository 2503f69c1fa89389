package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A small HTTP server: a virtual thread for each request. Says its version and its health. */
final class HttpService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HttpService.class);
  private static final String VERSION_HEADER = "x-version";
  private static final String HEALTH_PATH = "/health";
  private static final int OK = 200;
  private static final int INTERNAL_ERROR = 500;
  private static final int NO_BODY = -1;

  static {
    // Otherwise the server's two small writes wait for a delayed ACK of 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpService(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Answers requests. */
  interface Handler {
    Reply handle(Request request) throws IOException, InterruptedException;
  }

  record Request(String method, URI uri, Headers headers, String body) {
    String path() {
      return uri.getPath();
    }
  }

  record Reply(int status, ImmutableMap<String, String> headers, String body) {
    static Reply json(int status, String body) {
      return new Reply(status, ImmutableMap.of("content-type", "application/json"), body);
    }

    static Reply html(String body) {
      return new Reply(OK, ImmutableMap.of("content-type", "text/html; charset=utf-8"), body);
    }

    static Reply notFound() {
      return json(404, "{\"error\": \"not found\"}");
    }
  }

  static HttpService start(String version, InetSocketAddress address, Handler handler)
      throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", exchange -> serve(exchange, version, handler));
    server.start();
    return new HttpService(server, threads);
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void serve(HttpExchange exchange, String version, Handler handler)
      throws IOException {
    try (exchange) {
      Reply reply = answer(exchange, handler);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set(VERSION_HEADER, version);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), bodiless ? NO_BODY : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static Reply answer(HttpExchange exchange, Handler handler) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    if (request.path().equals(HEALTH_PATH)) {
      return Reply.json(OK, "{\"status\": \"healthy\"}");
    }
    try {
      return handler.handle(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.json(INTERNAL_ERROR, "{\"error\": \"stopping\"}");
    } catch (RuntimeException e) {
      log.warn("{} {} failed", request.method(), request.uri(), e);
      return Reply.json(INTERNAL_ERROR, "{\"error\": \"internal\"}");
    }
  }
}
