package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.sun.net.httpserver.Headers;
import dev.signalbox.controlplane.demo.HttpService.Handler;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import dev.signalbox.controlplane.demo.HttpService.Request;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What Linkerd's tutorials need of podinfo: /env tells an instance's settings, and /echo of the
 * frontend answers what its backend's /env does, which it asks for through its sidecar.
 */
public final class Podinfo implements Closeable {
  static final int SERVICE_PORT = 9898;
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final URI BACKEND =
      URI.create("http://backend-a-podinfo:" + SERVICE_PORT + "/env");
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int BAD_GATEWAY = 502;

  /** Handed on beside the headers of tracing, for routes with conditions on several headers. */
  private static final String TESTER = "x-tester";

  private final HttpService service;
  private final Optional<MeshClient> mesh;

  private Podinfo(HttpService service, Optional<MeshClient> mesh) {
    this.service = service;
    this.mesh = mesh;
  }

  /** An instance at a free port. */
  public static Podinfo backend(String message) throws IOException {
    return new Podinfo(listen(0, request -> env(request, message)), Optional.empty());
  }

  /**
   * The instance that has a backend.
   *
   * @param sidecar the listener for the backend's port
   * @param port its own; 0 for a free one
   */
  public static Podinfo frontend(InetSocketAddress sidecar, int port) throws IOException {
    MeshClient mesh = new MeshClient(sidecar);
    return new Podinfo(listen(port, request -> echo(request, mesh)), Optional.of(mesh));
  }

  public int port() {
    return service.port();
  }

  @Override
  public void close() {
    service.close();
    mesh.ifPresent(MeshClient::close);
  }

  private static HttpService listen(int port, Handler handler) throws IOException {
    return HttpService.start("podinfo", new InetSocketAddress(LOOPBACK, port), handler);
  }

  private static Reply env(Request request, String message) {
    return request.path().equals("/env")
        ? Reply.json(OK, JSON.toJson(List.of("PODINFO_UI_MESSAGE=" + message)) + "\n")
        : Reply.notFound();
  }

  private static Reply echo(Request request, MeshClient mesh) throws InterruptedException {
    if (!request.path().equals("/echo")) {
      return Reply.notFound();
    }
    try {
      HttpResponse<String> answer =
          mesh.post(BACKEND, passed(request.headers()), request.body(), TIMEOUT);
      return Reply.json(answer.statusCode() == OK ? OK : BAD_GATEWAY, answer.body());
    } catch (IOException e) {
      return Reply.json(BAD_GATEWAY, JSON.toJson(List.of("no answer: " + e)) + "\n");
    }
  }

  private static ImmutableMap<String, String> passed(Headers incoming) {
    ImmutableMap.Builder<String, String> passed = ImmutableMap.builder();
    passed.putAll(PassedHeaders.of(incoming));
    if (incoming.containsKey(TESTER)) {
      passed.put(TESTER, incoming.getFirst(TESTER));
    }
    return passed.buildOrThrow();
  }
}
