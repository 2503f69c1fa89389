package dev.signalbox.translator.manifest;

/** Kubernetes' number or name of a port. */
public record IntOrString(String value, boolean isNumber) {
  public int number() {
    return Integer.parseInt(value);
  }
}
