package dev.signalbox.controlplane.admin;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.controlplane.Findings;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Finding;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP on the admin address: health, readiness and the JSON API. */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);

  private static final ImmutableSet<Code> NOT_AS_THE_FILES =
      ImmutableSet.of(Code.LAST_GOOD_STATE, Code.MASS_DELETION, Code.STATE_NOT_SAVED);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final AdminSources sources;
  private final Api api;
  private final RequestGuard guard;

  public AdminServer(InetSocketAddress address, AdminSources sources) throws IOException {
    this.sources = sources;
    api = new Api(sources);
    guard = new RequestGuard(address.getHostString());
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
      send(exchange, answerSafely(exchange));
    }
  }

  private Answer answerSafely(HttpExchange exchange) {
    try {
      return answer(exchange);
    } catch (ApiException e) {
      return e.answer();
    } catch (RuntimeException | StackOverflowError e) {
      log.error("a bug: {} can't be answered", exchange.getRequestURI(), e);
      return Answer.error(Answer.INTERNAL, "internal error, please report it; the log has more");
    }
  }

  private Answer answer(HttpExchange exchange) {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    if (path.startsWith(ApiRequest.PREFIX)) {
      ApiRequest request = ApiRequest.of(exchange);
      return guard
          .refusal(
              exchange.getRemoteAddress(),
              exchange.getRequestHeaders(),
              method,
              Api.changes(request))
          .orElseGet(() -> api.answer(request));
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Answer.error(Answer.METHOD_NOT_ALLOWED, "only GET and HEAD are allowed here");
    }
    return switch (path) {
      case "/healthz" -> Answer.text(Answer.OK, "ok");
      case "/readyz" ->
          sources.ready().getAsBoolean()
              ? Answer.text(Answer.OK, readiness(sources.findings().get()))
              : Answer.text(Answer.UNAVAILABLE, "the manifests have not been translated yet");
      default -> Answer.error(Answer.NOT_FOUND, "there is nothing at " + path);
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

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
