package dev.signalbox.controlplane.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Bytes to text: strict UTF-8 up to a size limit. */
public final class ManifestReader {
  /** Kubernetes stores no object over 1.5 MiB; ten times that leaves room for lists. */
  static final int MAX_BYTES = 10 * 1024 * 1024;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private ManifestReader() {}

  static FileChange read(String file, Path path) throws IOException {
    try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      return read(file, stream);
    }
  }

  /** Reads to the end of the stream or to the limit. */
  public static FileChange read(String file, InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      return unreadable(
          file,
          "the file is larger than the limit of " + MAX_BYTES + " bytes",
          "Split it into several files.");
    }
    return decode(file, ByteBuffer.wrap(bytes));
  }

  static FileChange.Unreadable unreadable(String file, String message, String fix) {
    return new FileChange.Unreadable(file, 1, 1, message, fix);
  }

  private static FileChange decode(String file, ByteBuffer bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.decode(bytes, text, true);
    text.flip();
    if (result.isError()) {
      return malformed(file, text.toString());
    }
    return new FileChange.Text(file, withoutByteOrderMark(text.toString()));
  }

  private static FileChange malformed(String file, String before) {
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = 1 + before.codePointCount(lineStart, before.length());
    return new FileChange.Unreadable(
        file, line, column, "the file is not valid UTF-8 here", "Save the file as UTF-8.");
  }

  private static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
