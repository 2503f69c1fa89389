package dev.signalbox.translator.diagnostics;

/** A position in a file; lines and columns count from 1. */
public record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
