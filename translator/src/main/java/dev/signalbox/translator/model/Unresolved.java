package dev.signalbox.translator.model;

/** Why a route's backend gets nothing, in the terms of Gateway API's condition ResolvedRefs. */
public record Unresolved(Reason reason, String message) {

  public enum Reason {
    BACKEND_NOT_FOUND("BackendNotFound"),
    INVALID_KIND("InvalidKind"),
    INVALID_FILTER_KIND("InvalidKind"),
    REF_NOT_PERMITTED("RefNotPermitted"),
    UNSUPPORTED_VALUE("UnsupportedValue");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }
}
