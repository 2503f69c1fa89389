package dev.signalbox.translator.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a request may take.
 *
 * @param request from its end to the end of the response, retries included; none if empty
 * @param idle without a byte in either direction; none if empty
 */
public record TimeLimits(Optional<Duration> request, Optional<Duration> idle) {
  public static final TimeLimits NONE = new TimeLimits(Optional.empty(), Optional.empty());

  public static TimeLimits ofRequest(Optional<Duration> request) {
    return new TimeLimits(request, Optional.empty());
  }

  public boolean isNone() {
    return request.isEmpty() && idle.isEmpty();
  }
}
