package dev.signalbox.controlplane.admin;

import java.io.Serial;

/** A request that gets an error for an answer. */
final class ApiException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;

  ApiException(int status, String message) {
    super(message);
    this.status = status;
  }

  Answer answer() {
    return Answer.error(status, String.valueOf(getMessage()));
  }
}
