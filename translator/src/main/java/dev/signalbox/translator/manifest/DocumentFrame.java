package dev.signalbox.translator.manifest;

/**
 * What stands around a document. Nothing there may be passed over in silence, as kubectl does with
 * what follows {@code ...}.
 */
final class DocumentFrame {
  private static final String DOCUMENT_END = "...";
  private static final char DELETE = '\u007F';
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DocumentFrame() {}

  static void check(String text, int firstLine) throws UnreadableException {
    boolean begun = false;
    boolean ended = false;
    int number = firstLine;
    for (int at = 0; at < text.length(); at = Lines.next(text, at), number++) {
      String line = text.substring(at, Lines.end(text, at));
      checkCharacters(line, number);
      boolean content = !line.isBlank() && !line.stripLeading().startsWith("#");
      if (!begun && content && line.startsWith("%")) {
        throw directive(number, line);
      }
      if (ended && content) {
        throw afterEnd(number, line);
      }
      begun |= content;
      ended |= isEnd(line);
    }
  }

  private static void checkCharacters(String line, int number) throws UnreadableException {
    if (!line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
      throw new UnreadableException(
          number, 1, "a byte order mark in the middle of the file", "Remove it.");
    }
    int delete = line.indexOf(DELETE);
    if (delete >= 0) {
      int column = 1 + line.codePointCount(0, delete);
      throw new UnreadableException(
          number, column, "the character U+007F is not allowed", "Remove it.");
    }
  }

  private static UnreadableException directive(int line, String content) {
    String name = content.split("\\s", 2)[0];
    return new UnreadableException(
        line,
        1,
        "the directive " + name + " is not allowed",
        "Remove this line; a manifest needs none, and kubectl accepts none.");
  }

  private static UnreadableException afterEnd(int number, String line) {
    return new UnreadableException(
        number,
        1 + line.length() - line.stripLeading().length(),
        "the document ended with ... above this line",
        "Begin the next one with a line ---.");
  }

  private static boolean isEnd(String line) {
    return line.startsWith(DOCUMENT_END)
        && (line.length() == DOCUMENT_END.length()
            || Character.isWhitespace(line.charAt(DOCUMENT_END.length())));
  }
}
