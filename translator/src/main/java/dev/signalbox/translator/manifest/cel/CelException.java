package dev.signalbox.translator.manifest.cel;

/** An expression that can't be parsed or evaluated; an evaluation's never leaves this package. */
public final class CelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CelException(String message) {
    super(message, null, false, false);
  }
}
