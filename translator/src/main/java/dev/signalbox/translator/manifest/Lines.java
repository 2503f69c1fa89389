package dev.signalbox.translator.manifest;

import com.google.common.primitives.ImmutableIntArray;

/** Where a text's lines begin. A line ends as YAML has it: with LF, CRLF or a CR alone. */
final class Lines {
  private Lines() {}

  /** At least one: an empty text has one line. A line break at the very end begins none. */
  static ImmutableIntArray starts(String text) {
    ImmutableIntArray.Builder starts = ImmutableIntArray.builder();
    starts.add(0);
    for (int at = next(text, 0); at < text.length(); at = next(text, at)) {
      starts.add(at);
    }
    return starts.build();
  }

  /** Where the line after the one at {@code from} begins; the text's length if there is none. */
  static int next(String text, int from) {
    int at = end(text, from);
    if (text.startsWith("\r\n", at)) {
      return at + 2;
    }
    return Math.min(at + 1, text.length());
  }

  /** Where the line at {@code from} ends, its line break left out. */
  static int end(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return at;
  }
}
