package dev.signalbox.controlplane.demo;

import com.sun.net.httpserver.Headers;
import dev.signalbox.controlplane.demo.HttpService.Reply;
import dev.signalbox.controlplane.demo.HttpService.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands where a sidecar would: answers by path, and remembers what it was asked. */
final class FakeSidecar implements AutoCloseable {
  static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final HttpService service;

  FakeSidecar() throws IOException {
    service =
        HttpService.start(
            "test",
            ANY_PORT,
            request -> {
              requests.add(request);
              return replies.getOrDefault(request.path(), Reply.json(503, "no healthy upstream"));
            });
  }

  FakeSidecar answers(String path, String json) {
    replies.put(path, Reply.json(200, json));
    return this;
  }

  InetSocketAddress address() {
    return new InetSocketAddress(ANY_PORT.getAddress(), service.port());
  }

  /** The headers of each request for a path. */
  List<Headers> asked(String path) {
    return requests.stream().filter(r -> r.path().equals(path)).map(Request::headers).toList();
  }

  @Override
  public void close() {
    service.close();
  }
}
