package dev.signalbox.it.harness;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that answers its version and echoes the request. It keeps idle connections open for
 * ever, so that a failed request is never its doing, unless the request asks for it.
 */
public final class Backend implements Closeable {
  public static final String VERSION_HEADER = "x-version";
  public static final String PEER_HEADER = "x-peer";

  /** How many tries of the request are to be answered with 503. */
  public static final String FAILURES_HEADER = "x-failures";

  /** Another status for those tries. */
  public static final String FAILURE_STATUS_HEADER = "x-failure-status";

  /** How many milliseconds the answer is to take. */
  public static final String DELAY_HEADER = "x-delay";

  /** How many tries of the request are to take that long; without it, each. */
  public static final String DELAYS_HEADER = "x-delays";

  /** Headers that the answer is to have, as {@code name:value,name:value}. */
  public static final String ANSWER_HEADER = "x-answer";

  private static final String ATTEMPT_HEADER = "x-envoy-attempt-count";
  private static final int BACKLOG = 1024;
  private static final int SERVICE_UNAVAILABLE = 503;

  private final String version;
  private final ServerSocket server;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();
  private volatile boolean broken;
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

  /** Whether all requests are to be answered with 503. */
  public void setBroken(boolean broken) {
    this.broken = broken;
  }

  /** How many requests were not the first try. */
  public int retries() {
    return retries.get();
  }

  /** How many requests have come. */
  public int count() {
    return count.get();
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
        count.incrementAndGet();
        if (number(request.get(), ATTEMPT_HEADER) > 1) {
          retries.incrementAndGet();
        }
        if (request.get().header("upgrade").isPresent()) {
          upgrade(request.get(), input, socket.getOutputStream());
          return;
        }
        Thread.sleep(delay(request.get()));
        socket.getOutputStream().write(answer(request.get(), socket.getInetAddress()));
        request = HttpMessage.read(input);
      }
    } catch (IOException e) {
      // The client went away: nobody is left to answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Speaks the other protocol: it sends back what comes, such as the frames of a WebSocket. */
  private static void upgrade(HttpMessage request, InputStream input, OutputStream output)
      throws IOException {
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: %s\r\n\r\n"
            .formatted(request.header("upgrade").orElseThrow());
    output.write(head.getBytes(StandardCharsets.UTF_8));
    input.transferTo(output);
  }

  private static int number(HttpMessage request, String header) {
    return request.header(header).map(Integer::parseInt).orElse(0);
  }

  private static int delay(HttpMessage request) {
    boolean delayed = request.header(DELAYS_HEADER).isEmpty() || isTry(request, DELAYS_HEADER);
    return delayed ? number(request, DELAY_HEADER) : 0;
  }

  /** Whether it is one of the tries that a header counts. */
  private static boolean isTry(HttpMessage request, String header) {
    return request.header(header).isPresent()
        && number(request, ATTEMPT_HEADER) <= number(request, header);
  }

  private String statusLine(HttpMessage request) {
    if (!broken && !isTry(request, FAILURES_HEADER)) {
      return "200 OK";
    }
    int status = number(request, FAILURE_STATUS_HEADER);
    return (status == 0 ? SERVICE_UNAVAILABLE : status) + " Failed";
  }

  private static String asked(HttpMessage request) {
    return request
        .header(ANSWER_HEADER)
        .map(headers -> headers.replace(":", ": ").replace(",", "\n") + "\n")
        .orElse("");
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
        %s
        """
            .formatted(
                statusLine(request),
                body.toString().getBytes(StandardCharsets.UTF_8).length,
                VERSION_HEADER,
                version,
                PEER_HEADER,
                peer.getHostAddress(),
                asked(request));
    return (head.replace("\n", "\r\n") + body).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
