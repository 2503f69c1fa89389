package dev.signalbox.translator.diagnostics;

/** How bad a finding is. */
public enum Severity {
  /** Something doesn't work as written. */
  ERROR("error"),
  /** It works, probably not as meant. */
  WARNING("warning"),
  INFO("info");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
