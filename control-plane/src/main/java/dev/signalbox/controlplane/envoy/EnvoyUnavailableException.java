package dev.signalbox.controlplane.envoy;

/** There is no Envoy to run; the message says what is missing and what to do. */
public final class EnvoyUnavailableException extends Exception {
  private static final String ADVICE =
      "; or set ENVOY_BIN to an Envoy binary, or put one called envoy on the PATH";

  EnvoyUnavailableException(String message) {
    super(message + ADVICE);
  }

  EnvoyUnavailableException(String message, Throwable cause) {
    super(message + ADVICE, cause);
  }
}
