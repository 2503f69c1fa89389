package dev.signalbox.translator.model;

import java.time.Duration;
import java.util.Optional;

/**
 * When an endpoint gets no more requests for a while.
 *
 * @param failures so many in a row; never for their number if 0
 * @param successRate also if too few requests succeed
 * @param shortest how long it is left out for the first time; more each time that it fails again
 * @param longest how long at most
 * @param jitter at most so much longer, by chance
 */
public record FailureAccrual(
    int failures,
    Optional<SuccessRate> successRate,
    Duration shortest,
    Duration longest,
    Duration jitter) {

  /**
   * How many requests must succeed.
   *
   * @param percent less than so many of a hundred
   * @param window of time in which they are counted
   * @param requests so many there must be at least
   */
  public record SuccessRate(int percent, Duration window, int requests) {}
}
