package dev.signalbox.it.harness;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A server that answers its version and echoes the request. It keeps idle connections open for
 * ever, so that a failed request is never its doing, unless the request asks for it.
 */
public final class Backend implements Closeable {
  public static final String VERSION_HEADER = "x-version";
  public static final String PEER_HEADER = "x-peer";

  /** How many tries of the request are to be answered with 503. */
  public static final String FAILURES_HEADER = "x-failures";

  /** How many milliseconds the answer is to take. */
  public static final String DELAY_HEADER = "x-delay";

  private static final int BACKLOG = 1024;

  private final String version;
  private final ServerSocket server;
  private volatile Optional<HttpMessage> last = Optional.empty();

  private Backend(String version, ServerSocket server) {
    this.version = version;
    this.server = server;
  }

  public static Backend start(String version) throws IOException {
    return start(version, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  public static Backend start(String version, InetSocketAddress address) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(address, BACKLOG);
    Backend backend = new Backend(version, server);
    Thread.ofVirtual().name("backend " + version).start(backend::accept);
    return backend;
  }

  public Instance instance() {
    return new Instance(version, server.getInetAddress().getHostAddress(), server.getLocalPort());
  }

  /** A header of the request that came last. */
  public Optional<String> lastHeader(String name) {
    return last.flatMap(request -> request.header(name));
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofVirtual().name("backend " + version).start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream input = new BufferedInputStream(socket.getInputStream());
      Optional<HttpMessage> request = HttpMessage.read(input);
      while (request.isPresent() && !server.isClosed()) {
        last = request;
        Thread.sleep(number(request.get(), DELAY_HEADER));
        socket.getOutputStream().write(answer(request.get(), socket.getInetAddress()));
        request = HttpMessage.read(input);
      }
    } catch (IOException e) {
      // The client went away: nobody is left to answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int number(HttpMessage request, String header) {
    return request.header(header).map(Integer::parseInt).orElse(0);
  }

  private static boolean fails(HttpMessage request) {
    return number(request, "x-envoy-attempt-count") <= number(request, FAILURES_HEADER)
        && request.header(FAILURES_HEADER).isPresent();
  }

  private byte[] answer(HttpMessage request, InetAddress peer) {
    StringBuilder body = new StringBuilder(request.startLine()).append('\n');
    request.headers().forEach((k, v) -> body.append(k).append(": ").append(v).append('\n'));
    String head =
        """
        HTTP/1.1 %s
        content-type: text/plain
        content-length: %d
        %s: %s
        %s: %s

        """
            .formatted(
                fails(request) ? "503 Service Unavailable" : "200 OK",
                body.toString().getBytes(StandardCharsets.UTF_8).length,
                VERSION_HEADER,
                version,
                PEER_HEADER,
                peer.getHostAddress());
    return (head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
