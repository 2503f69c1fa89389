package dev.signalbox.controlplane.envoy;

/** There is no Envoy to run; the message says what is missing and what to do. */
public final class EnvoyUnavailableException extends Exception {

  EnvoyUnavailableException(String message) {
    super(message);
  }

  EnvoyUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
