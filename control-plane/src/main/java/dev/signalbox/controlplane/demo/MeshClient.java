package dev.signalbox.controlplane.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls services by name, through a sidecar: its listener takes the absolute form. */
final class MeshClient implements AutoCloseable {
  private static final int SERVICE_PORT = 9080;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final HttpClient http;

  MeshClient(InetSocketAddress sidecar) {
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .proxy(ProxySelector.of(sidecar))
            .build();
  }

  HttpResponse<String> get(
      String service, String path, Map<String, String> headers, Duration timeout)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://" + service + ":" + SERVICE_PORT + path);
    return send(HttpRequest.newBuilder(uri).timeout(timeout), headers);
  }

  HttpResponse<String> post(URI uri, Map<String, String> headers, String body, Duration timeout)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeout).POST(BodyPublishers.ofString(body));
    return send(request, headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, Map<String, String> headers)
      throws IOException, InterruptedException {
    headers.forEach(request::setHeader);
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
