package dev.signalbox.translator.diagnostics;

/** A position in a file; lines and columns count from 1. */
public record Place(String file, int line, int column) {
  /** On one line, whatever the file is called. */
  @Override
  public String toString() {
    return OneLine.of(file) + ":" + line + ":" + column;
  }
}
