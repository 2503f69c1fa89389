package dev.signalbox.controlplane.server;

import java.time.Instant;

/** The time of day at its creation, and from then on time that never jumps. */
final class MonotonicClock {
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();

  Instant now() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }
}
