package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Durations as Istio accepts them: whole milliseconds, one at least. */
final class Durations {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private Durations() {}

  static Optional<Duration> convert(
      @Nullable Duration duration, Origin origin, Diagnostics diagnostics) {
    if (duration != null
        && (duration.compareTo(SHORTEST) < 0
            || !duration.equals(Duration.ofMillis(duration.toMillis())))) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the time is shorter or finer than 1ms",
          "Make it whole milliseconds, or leave it out.");
    }
    return Optional.ofNullable(duration);
  }
}
