package dev.signalbox.translator.model;

import java.time.Duration;
import java.util.Optional;

/** Faults injected on purpose. */
public record Fault(Optional<Delay> delay, Optional<Abort> abort) {
  public record Delay(Duration duration, Fraction fraction) {}

  public record Abort(Answer answer, Fraction fraction) {}

  /** What an aborted request is answered. */
  public sealed interface Answer {
    record Http(int status) implements Answer {}

    /** By its number: https://grpc.io/docs/guides/status-codes */
    record Grpc(int status) implements Answer {}
  }
}
