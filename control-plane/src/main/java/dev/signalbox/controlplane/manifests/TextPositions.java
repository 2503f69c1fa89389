package dev.signalbox.controlplane.manifests;

/** From lines and columns, which count from 1 and in code points, to offsets in a text. */
final class TextPositions {
  private TextPositions() {}

  static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    if (start == 0 && text.startsWith("\uFEFF")) {
      start = 1;
    }
    int columns = Math.min(column - 1, text.codePointCount(start, text.length()));
    return text.offsetByCodePoints(start, columns);
  }
}
