package dev.signalbox.translator.diagnostics;

/** Who is at fault: the object alone, or the object together with others. */
public enum Scope {
  OBJECT("object"),
  MESH("mesh");

  private final String label;

  Scope(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
