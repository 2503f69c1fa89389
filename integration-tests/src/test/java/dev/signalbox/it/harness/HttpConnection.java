package dev.signalbox.it.harness;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A keep-alive connection of a client. */
public final class HttpConnection implements Closeable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Socket socket;
  private final InputStream input;
  private boolean reusable = true;

  private HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.input = new BufferedInputStream(socket.getInputStream());
  }

  public static HttpConnection open(InetSocketAddress to) throws IOException {
    return open(to, Optional.empty());
  }

  /** Opens a connection whose source address the server sees as the client's. */
  public static HttpConnection open(InetSocketAddress to, Optional<InetAddress> from)
      throws IOException {
    Socket socket = new Socket();
    try {
      if (from.isPresent()) {
        socket.bind(new InetSocketAddress(from.get(), 0));
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      socket.connect(to, (int) TIMEOUT.toMillis());
      return new HttpConnection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  public Response send(Request request) throws IOException {
    socket.getOutputStream().write(request.text().getBytes(StandardCharsets.UTF_8));
    HttpMessage message =
        HttpMessage.read(input).orElseThrow(() -> new EOFException("closed without an answer"));
    Response response = Response.of(message);
    reusable = !response.closesConnection();
    return response;
  }

  /** Sends what is no request, as after an upgrade, and returns as many bytes. */
  public String exchange(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    socket.getOutputStream().write(bytes);
    return new String(input.readNBytes(bytes.length), StandardCharsets.UTF_8);
  }

  /** False once the server has said that it closes the connection. */
  public boolean reusable() {
    return reusable;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
