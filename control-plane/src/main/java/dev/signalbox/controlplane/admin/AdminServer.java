package dev.signalbox.controlplane.admin;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.Findings;
import dev.signalbox.controlplane.report.FindingsReport;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.ProxyReport;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Finding;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** HTTP on the admin address: health, readiness and the JSON API. */
public final class AdminServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;

  private static final ImmutableSet<Code> NOT_AS_THE_FILES =
      ImmutableSet.of(Code.LAST_GOOD_STATE, Code.MASS_DELETION);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final BooleanSupplier ready;
  private final Supplier<ImmutableList<Finding>> findings;
  private final Supplier<ImmutableList<ProxyStatus>> proxies;

  private record Answer(int status, String contentType, String body) {
    static Answer text(int status, String body) {
      return new Answer(status, "text/plain; charset=utf-8", body + "\n");
    }

    static Answer json(int status, Object body) {
      return new Answer(status, "application/json", Json.write(body) + "\n");
    }
  }

  public AdminServer(
      InetSocketAddress address,
      BooleanSupplier ready,
      Supplier<ImmutableList<Finding>> findings,
      Supplier<ImmutableList<ProxyStatus>> proxies)
      throws IOException {
    this.ready = ready;
    this.findings = findings;
    this.proxies = proxies;
    server = bind(address);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
  }

  private static HttpServer bind(InetSocketAddress address) throws IOException {
    try {
      return HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new IOException("failed to bind to address " + address + ": " + e.getMessage(), e);
    }
  }

  public void start() {
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      send(exchange, answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
    }
  }

  private Answer answer(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.json(METHOD_NOT_ALLOWED, error("only GET and HEAD are allowed"));
    }
    return switch (path) {
      case "/healthz" -> Answer.text(OK, "ok");
      case "/readyz" ->
          ready.getAsBoolean()
              ? Answer.text(OK, readiness(findings.get()))
              : Answer.text(UNAVAILABLE, "the manifests have not been translated yet");
      case "/api/v1/findings" -> Answer.json(OK, FindingsReport.of(findings.get()));
      case "/api/v1/proxies" -> Answer.json(OK, ProxyReport.of(proxies.get()));
      default -> Answer.json(NOT_FOUND, error("there is nothing at " + path));
    };
  }

  /** With what is in force although the files don't say so any more. */
  private static String readiness(List<Finding> findings) {
    return Stream.concat(
            Stream.of("ready"),
            findings.stream()
                .filter(finding -> NOT_AS_THE_FILES.contains(finding.diagnostic().code()))
                .map(Findings::line))
        .collect(joining("\n"));
  }

  private static Map<String, String> error(String message) {
    return Map.of("error", message);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
