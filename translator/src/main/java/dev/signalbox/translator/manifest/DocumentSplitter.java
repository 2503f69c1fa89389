package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;

/** Splits a file at its {@code ---} lines, so that a broken document doesn't take others along. */
final class DocumentSplitter {
  private static final String SEPARATOR = "---";
  private static final String BLANKS = " ".repeat(SEPARATOR.length());

  private DocumentSplitter() {}

  /**
   * A document's text.
   *
   * @param firstLine its first line's number in the file
   */
  record Part(int firstLine, String text) {}

  static ImmutableList<Part> split(String file) {
    String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
    ImmutableList.Builder<Part> parts = ImmutableList.builder();
    int start = 0;
    int firstLine = 1;
    int line = 1;
    for (int at = 0; at < text.length(); at = nextLine(text, at), line++) {
      if (isSeparator(text, at)) {
        add(parts, firstLine, text.substring(start, at));
        start = at;
        firstLine = line;
      }
    }
    add(parts, firstLine, text.substring(start));
    return parts.build();
  }

  /** Blanks in place of the separator keep the columns of what stands behind it. */
  private static void add(ImmutableList.Builder<Part> parts, int firstLine, String part) {
    String text = isSeparator(part, 0) ? BLANKS + part.substring(SEPARATOR.length()) : part;
    if (!text.isBlank()) {
      parts.add(new Part(firstLine, text));
    }
  }

  private static boolean isSeparator(String text, int at) {
    if (!text.startsWith(SEPARATOR, at)) {
      return false;
    }
    int after = at + SEPARATOR.length();
    return after == text.length() || Character.isWhitespace(text.charAt(after));
  }

  private static int nextLine(String text, int at) {
    int newline = text.indexOf('\n', at);
    return newline < 0 ? text.length() : newline + 1;
  }
}
