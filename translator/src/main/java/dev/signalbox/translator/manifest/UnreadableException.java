package dev.signalbox.translator.manifest;

/** A document that can't be read, with the place; never leaves this package. */
final class UnreadableException extends Exception {
  private final int line;
  private final int column;
  private final String fix;

  UnreadableException(int line, int column, String message, String fix) {
    super(message);
    this.line = line;
    this.column = column;
    this.fix = fix;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  String fix() {
    return fix;
  }
}
