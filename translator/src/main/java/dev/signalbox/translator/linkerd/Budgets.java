package dev.signalbox.translator.linkerd;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ServiceProfile;
import dev.signalbox.translator.model.RetryBudget;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * retryBudget. Linkerd counts the retries of some seconds, Envoy those under way. A share of the
 * requests is the same share either way; a number a second becomes a number at a time, each of
 * which waits so long that there are no more in a second.
 *
 * @param backoff before a retry, half of it on average
 */
record Budgets(RetryBudget budget, Duration backoff) {
  private static final double DEFAULT_RATIO = 0.2;
  private static final int DEFAULT_PER_SECOND = 10;
  private static final double MOST = 1000;
  private static final double HUNDRED = 100;
  private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
  private static final Duration LONGEST_TTL = Duration.ofMinutes(1);

  /** What Linkerd waits at first where it waits at all. */
  private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(25);

  /** Empty if it is wrong: then nothing is tried again. */
  static Optional<Budgets> convert(
      ServiceProfile.@Nullable RetryBudget written, Origin origin, Diagnostics diagnostics) {
    if (written == null) {
      return Optional.of(of(DEFAULT_RATIO, DEFAULT_PER_SECOND));
    }
    double ratio = written.retryRatio() == null ? 0 : written.retryRatio();
    boolean valid = isTtl(written.ttl(), origin.at("ttl"), diagnostics);
    if (ratio < 0 || ratio > MOST) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("retryRatio"),
          "the ratio " + ratio + " isn't between 0 and 1000",
          "Write the share of requests that may be retries, such as 0.2.");
      valid = false;
    }
    if (written.minRetriesPerSecond() < 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("minRetriesPerSecond"),
          "there can't be less than none",
          "Write 0 or more.");
      valid = false;
    }
    if (valid && ratio > 1) {
      diagnostics.add(
          Code.APPROXIMATED,
          origin.at("retryRatio"),
          "no more than one retry for each request under way is allowed",
          "Nothing to do, if that suffices.");
    }
    return valid ? Optional.of(of(ratio, written.minRetriesPerSecond())) : Optional.empty();
  }

  private static boolean isTtl(String text, Origin origin, Diagnostics diagnostics) {
    Optional<Duration> ttl = GoDurations.parse(text);
    boolean valid =
        ttl.filter(one -> one.compareTo(SHORTEST_TTL) >= 0 && one.compareTo(LONGEST_TTL) <= 0)
            .isPresent();
    if (!valid) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + text + "\" is not a duration between 1s and 1m",
          "Write one such as 10s.");
    }
    return valid;
  }

  private static Budgets of(double ratio, int perSecond) {
    double percent = Math.min(ratio, 1) * HUNDRED;
    if (perSecond == 0) {
      return new Budgets(new RetryBudget(percent, 0), SHORTEST_BACKOFF);
    }
    // A retry waits for half the backoff, so that each of them allows for 2 / backoff in a second.
    double halfBackoff = SHORTEST_BACKOFF.toNanos() / 2e9;
    int concurrent = (int) Math.ceil(perSecond * halfBackoff);
    Duration backoff = Duration.ofMillis(Math.round(2000.0 * concurrent / perSecond));
    return new Budgets(new RetryBudget(percent, concurrent), backoff);
  }
}
