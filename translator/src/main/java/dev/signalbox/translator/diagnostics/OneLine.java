package dev.signalbox.translator.diagnostics;

/** Text that may hold anything a file can, made fit for a line on a terminal or in a log. */
final class OneLine {
  private static final int LONGEST = 1000;

  private OneLine() {}

  /** What would move the cursor or turn the text's direction is escaped; what is long is cut. */
  static String of(String text) {
    if (text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c < '\u007F')) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(LONGEST).forEach(character -> append(line, character));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      line.append('…');
    }
    return line.toString();
  }

  private static void append(StringBuilder line, int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          line.append("\\u%04X".formatted(character));
      default -> line.appendCodePoint(character);
    }
  }
}
