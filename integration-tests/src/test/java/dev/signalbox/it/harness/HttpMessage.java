package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.io.ByteStreams;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * An HTTP/1.1 message as read from a socket.
 *
 * @param startLine the request line or the status line
 * @param headers by lower-case name
 */
record HttpMessage(String startLine, ImmutableListMultimap<String, String> headers, String body) {
  private static final int HEX = 16;

  /** Empty where the peer closed the connection between two messages. */
  static Optional<HttpMessage> read(InputStream input) throws IOException {
    String startLine = line(input);
    if (startLine.isEmpty()) {
      return Optional.empty();
    }
    ImmutableListMultimap<String, String> headers = headers(input);
    return Optional.of(new HttpMessage(startLine, headers, body(input, headers)));
  }

  Optional<String> header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT)).stream().findFirst();
  }

  private static ImmutableListMultimap<String, String> headers(InputStream input)
      throws IOException {
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    for (String line = line(input); !line.isEmpty(); line = line(input)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers.build();
  }

  private static String body(InputStream input, ImmutableListMultimap<String, String> headers)
      throws IOException {
    if (headers.containsEntry("transfer-encoding", "chunked")) {
      return chunks(input);
    }
    int length = headers.get("content-length").stream().mapToInt(Integer::parseInt).sum();
    return text(input, length);
  }

  private static String chunks(InputStream input) throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = chunkSize(input); size > 0; size = chunkSize(input)) {
      body.append(text(input, size));
      line(input);
    }
    line(input);
    return body.toString();
  }

  private static int chunkSize(InputStream input) throws IOException {
    return Integer.parseInt(line(input), HEX);
  }

  private static String text(InputStream input, int length) throws IOException {
    byte[] bytes = new byte[length];
    ByteStreams.readFully(input, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0 && line.size() > 0) {
        throw new EOFException("closed in the middle of a message");
      }
      if (next < 0) {
        break;
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }
}
