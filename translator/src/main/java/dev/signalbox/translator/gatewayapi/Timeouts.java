package dev.signalbox.translator.gatewayapi;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * timeouts. Without retries there is one attempt, so that the shorter one of the two is the
 * request's.
 */
final class Timeouts {
  private Timeouts() {}

  static Optional<Duration> convert(
      HttpRoute.@Nullable Timeouts timeouts, Origin rule, Diagnostics diagnostics) {
    if (timeouts == null) {
      return Optional.empty();
    }
    Origin origin = rule.at("timeouts");
    Optional<Duration> request =
        Durations.parse(timeouts.request(), origin.at("request"), diagnostics);
    Optional<Duration> backend =
        Durations.parse(timeouts.backendRequest(), origin.at("backendRequest"), diagnostics);
    boolean longer =
        request.isPresent()
            && !request.get().isZero()
            && backend.isPresent()
            && backend.get().compareTo(request.get()) > 0;
    if (longer) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("backendRequest"),
          "the attempt's timeout is longer than the request's",
          "Make it shorter, or request longer.");
    }
    return limit(backend).or(() -> limit(request));
  }

  /** Zero is none. */
  private static Optional<Duration> limit(Optional<Duration> written) {
    return written.filter(duration -> !duration.isZero());
  }
}
