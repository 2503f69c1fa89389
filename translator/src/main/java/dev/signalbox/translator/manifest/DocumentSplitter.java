package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;

/** Splits a file at its {@code ---} lines, so that a broken document doesn't take others along. */
final class DocumentSplitter {
  private static final String SEPARATOR = "---";
  private static final String BLANKS = " ".repeat(SEPARATOR.length());

  private DocumentSplitter() {}

  static ImmutableList<DocumentText> split(String file) {
    String text = file.startsWith("\uFEFF") ? file.substring(1) : file;
    ImmutableList.Builder<DocumentText> parts = ImmutableList.builder();
    int start = 0;
    int firstLine = 1;
    int line = 1;
    for (int at = 0; at < text.length(); at = Lines.next(text, at), line++) {
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
  private static void add(ImmutableList.Builder<DocumentText> parts, int firstLine, String part) {
    String text = isSeparator(part, 0) ? BLANKS + part.substring(SEPARATOR.length()) : part;
    if (!text.isBlank()) {
      parts.add(new DocumentText(firstLine, text));
    }
  }

  /** As kubectl, a comment may follow without a blank. */
  private static boolean isSeparator(String text, int at) {
    if (!text.startsWith(SEPARATOR, at)) {
      return false;
    }
    int after = at + SEPARATOR.length();
    return after == text.length()
        || Character.isWhitespace(text.charAt(after))
        || text.charAt(after) == '#';
  }
}
