package dev.signalbox.translator.model;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a request may take.
 *
 * @param request from its end to the end of the response, retries included; zero for none, empty if
 *     nobody says
 * @param idle without a byte in either direction; none if empty
 * @param ofTry of each try, however often there is another one; empty: as the retry says; zero for
 *     none
 */
public record TimeLimits(
    Optional<Duration> request, Optional<Duration> idle, Optional<Duration> ofTry) {
  public static final TimeLimits NONE = ofRequest(Optional.empty());

  public static TimeLimits ofRequest(Optional<Duration> request) {
    return new TimeLimits(request, Optional.empty(), Optional.empty());
  }

  public boolean isNone() {
    return request.isEmpty() && idle.isEmpty();
  }

  /** Those of whole requests count together; what a try may take stays. */
  TimeLimits or(TimeLimits other) {
    return isNone() ? new TimeLimits(other.request, other.idle, ofTry) : this;
  }

  /**
   * A retry that the rule or the Service asks for, else the mesh's, with this limit of a try. Who
   * asks for retries gets them of late tries too.
   */
  public Retry tries(Optional<Retry> asked, Retry otherwise) {
    return ofTry
        .map(
            limit ->
                (limit.isZero() ? asked : asked.map(Retry::ofLateTries))
                    .orElse(otherwise)
                    .withTry(limit))
        .orElseGet(() -> asked.orElse(otherwise));
  }
}
