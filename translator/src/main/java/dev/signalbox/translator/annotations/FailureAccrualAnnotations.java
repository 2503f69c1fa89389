package dev.signalbox.translator.annotations;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.model.FailureAccrual;
import dev.signalbox.translator.model.FailureAccrual.SuccessRate;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Failure accrual of a Service: https://linkerd.io/2/reference/circuit-breaking */
final class FailureAccrualAnnotations {
  static final String MODE = "balancer.linkerd.io/failure-accrual";
  private static final String CONSECUTIVE = MODE + "-consecutive-";
  private static final String MAX_FAILURES = CONSECUTIVE + "max-failures";
  private static final String MIN_PENALTY = CONSECUTIVE + "min-penalty";
  private static final String MAX_PENALTY = CONSECUTIVE + "max-penalty";
  private static final String JITTER = CONSECUTIVE + "jitter-ratio";
  private static final String RATE = "balancer.alpha.linkerd.io/failure-accrual-success-rate-";
  private static final String THRESHOLD = RATE + "threshold";
  private static final String WINDOW = RATE + "window";
  private static final String MIN_REQUESTS = RATE + "min-requests";

  private static final int DEFAULT_FAILURES = 7;
  private static final Duration DEFAULT_MIN_PENALTY = Duration.ofSeconds(1);
  private static final Duration DEFAULT_MAX_PENALTY = Duration.ofMinutes(1);
  private static final double DEFAULT_JITTER = 0.5;
  private static final double MOST_JITTER = 100;
  private static final double DEFAULT_THRESHOLD = 0.8;
  private static final Duration DEFAULT_WINDOW = Duration.ofSeconds(10);
  private static final Duration SHORTEST_WINDOW = Duration.ofMillis(10);
  private static final int DEFAULT_REQUESTS = 5;
  private static final int MOST_REQUESTS = 1_000_000;
  private static final int HUNDRED = 100;

  private final Annotations annotations;

  FailureAccrualAnnotations(Annotations annotations) {
    this.annotations = annotations;
  }

  /** None where one of them can't be read: Linkerd takes all or nothing, too. */
  Optional<FailureAccrual> convert() {
    Optional<String> mode = annotations.text(MODE);
    if (mode.isEmpty()) {
      for (String unused : new String[] {MAX_FAILURES, MIN_PENALTY, MAX_PENALTY, JITTER}) {
        withoutEffect(unused, "without " + MODE);
      }
      successRateWithoutEffect("without " + MODE);
      return Optional.empty();
    }
    return switch (mode.get()) {
      case "consecutive" -> {
        successRateWithoutEffect("with the mode consecutive");
        yield consecutive();
      }
      case "unified" -> consecutive().flatMap(this::unified);
      default -> {
        annotations.invalid(
            MODE, "\"" + mode.get() + "\" is not a failure accrual", "Use consecutive or unified.");
        yield Optional.empty();
      }
    };
  }

  private Optional<FailureAccrual> consecutive() {
    OptionalInt failures = annotations.number(MAX_FAILURES, Integer.MAX_VALUE);
    Optional<Duration> shortest = annotations.duration(MIN_PENALTY);
    Optional<Duration> longest = annotations.duration(MAX_PENALTY);
    Optional<Double> jitter = annotations.decimal(JITTER, MOST_JITTER);
    boolean unread =
        isUnread(MAX_FAILURES, failures.isPresent())
            || isUnread(MIN_PENALTY, shortest.isPresent())
            || isUnread(MAX_PENALTY, longest.isPresent())
            || isUnread(JITTER, jitter.isPresent());
    Duration first = shortest.orElse(DEFAULT_MIN_PENALTY);
    Duration last = longest.orElse(DEFAULT_MAX_PENALTY);
    if (unread || !fit(first, last)) {
      return Optional.empty();
    }
    return Optional.of(
        new FailureAccrual(
            failures.orElse(DEFAULT_FAILURES),
            Optional.empty(),
            first,
            last,
            jitter(first, jitter.orElse(DEFAULT_JITTER))));
  }

  private static Duration jitter(Duration penalty, double ratio) {
    Duration jitter = Duration.ofMillis(Math.round(penalty.toMillis() * ratio));
    return jitter.compareTo(Annotations.LONGEST) > 0 ? Annotations.LONGEST : jitter;
  }

  private boolean fit(Duration shortest, Duration longest) {
    if (shortest.isZero()) {
      annotations.invalid(MIN_PENALTY, "a penalty can't be zero", "Write one such as 1s.");
      return false;
    }
    if (shortest.compareTo(longest) > 0) {
      annotations.invalid(
          annotations.has(MIN_PENALTY) ? MIN_PENALTY : MAX_PENALTY,
          "the shortest penalty is longer than the longest one",
          "Make " + MIN_PENALTY + " at most " + MAX_PENALTY + ".");
      return false;
    }
    return true;
  }

  private Optional<FailureAccrual> unified(FailureAccrual consecutive) {
    Optional<Double> threshold = annotations.decimal(THRESHOLD, 1);
    Optional<Duration> window = annotations.duration(WINDOW);
    OptionalInt requests = annotations.number(MIN_REQUESTS, MOST_REQUESTS);
    if (isUnread(THRESHOLD, threshold.isPresent())
        || isUnread(WINDOW, window.isPresent())
        || isUnread(MIN_REQUESTS, requests.isPresent())) {
      return Optional.empty();
    }
    if (window.filter(one -> one.compareTo(SHORTEST_WINDOW) < 0).isPresent()) {
      annotations.invalid(WINDOW, "the window is too short", "Write at least 10ms.");
      return Optional.empty();
    }
    double rate = threshold.orElse(DEFAULT_THRESHOLD);
    Duration counted = window.orElse(DEFAULT_WINDOW);
    if (rate == 0) {
      return Optional.of(consecutive);
    }
    // Envoy knows no threshold that no endpoint can miss.
    int percent = Math.max(1, (int) Math.round(rate * HUNDRED));
    reportApproximation(rate, percent, counted, consecutive);
    return Optional.of(
        new FailureAccrual(
            consecutive.failures(),
            Optional.of(new SuccessRate(percent, counted, requests.orElse(DEFAULT_REQUESTS))),
            consecutive.shortest(),
            consecutive.longest(),
            consecutive.jitter()));
  }

  /** Envoy looks at its counts, and at who may come back, once in a window. */
  private void reportApproximation(
      double rate, int percent, Duration window, FailureAccrual consecutive) {
    if (window.compareTo(consecutive.shortest()) > 0) {
      annotations.report(
          Code.APPROXIMATED,
          annotations.has(WINDOW) ? WINDOW : MODE,
          "endpoints are looked at once in "
              + window.toMillis()
              + "ms, so a penalty lasts until then, and an answer of 429 is no failure",
          "Nothing to do, if that suffices; else use the mode consecutive.");
    }
    if (rate * HUNDRED != percent) {
      annotations.report(
          Code.APPROXIMATED,
          THRESHOLD,
          "the rate is rounded to " + percent + " %",
          "Use whole percents.");
    }
  }

  private boolean isUnread(String key, boolean read) {
    return annotations.has(key) && !read;
  }

  private void successRateWithoutEffect(String why) {
    for (String unused : new String[] {THRESHOLD, WINDOW, MIN_REQUESTS}) {
      withoutEffect(unused, why);
    }
  }

  private void withoutEffect(String key, String why) {
    if (annotations.has(key)) {
      annotations.report(
          Code.FIELD_WITHOUT_EFFECT,
          key,
          "the annotation has no effect " + why,
          "Set " + MODE + ": unified, or remove it.");
    }
  }
}
