package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.annotations.RequestAnnotations;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.Retry.Condition;
import dev.signalbox.translator.model.TimeLimits;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * timeouts and retry of a rule.
 *
 * @param retry empty: what the mesh says
 */
record Tries(TimeLimits limits, Optional<Retry> retry) {
  static final Tries UNSET = new Tries(TimeLimits.NONE, Optional.empty());

  private static final int DEFAULT_ATTEMPTS = 2;

  static Tries convert(HttpRoute.Rule rule, Origin origin, Diagnostics diagnostics) {
    HttpRoute.Timeouts timeouts = rule.timeouts();
    Origin at = origin.at("timeouts");
    Optional<Duration> request =
        Durations.parse(
            timeouts == null ? null : timeouts.request(), at.at("request"), diagnostics);
    Optional<Duration> ofTry =
        Durations.parse(
            timeouts == null ? null : timeouts.backendRequest(),
            at.at("backendRequest"),
            diagnostics);
    if (!diagnostics.hasErrorIn(at)
        && request.isPresent()
        && !request.get().isZero()
        && ofTry.isPresent()
        && ofTry.get().compareTo(request.get()) > 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          at.at("backendRequest"),
          "the timeout of a try is longer than the request's",
          "Make it shorter, or request longer.");
    }
    return new Tries(
        new TimeLimits(
            Flavour.of(origin).limit(request), Optional.empty(), Flavour.of(origin).limit(ofTry)),
        retry(rule.retry(), origin.at("retry"), diagnostics));
  }

  /** With what the route's annotations say in place of it. */
  Tries or(RequestAnnotations annotations, RequestAnnotations.Kind kind) {
    Optional<Retry> annotated = annotations.retry(kind);
    return new Tries(annotations.limits(limits), annotated.or(() -> retry));
  }

  private static Optional<Retry> retry(
      HttpRoute.@Nullable Retry retry, Origin origin, Diagnostics diagnostics) {
    if (retry == null) {
      return Optional.empty();
    }
    // Failed connections are retried without being named, and so are tries that took too long.
    ImmutableList.Builder<Condition> conditions =
        ImmutableList.<Condition>builder()
            .add(Condition.CONNECT_FAILURE, Condition.REFUSED_STREAM, Condition.RESET);
    if (!retry.codes().isEmpty()) {
      conditions.add(Condition.STATUS_CODES);
    }
    return Optional.of(
        new Retry(
            Objects.requireNonNullElse(retry.attempts(), DEFAULT_ATTEMPTS),
            conditions.build(),
            retry.codes(),
            Optional.empty(),
            Durations.parse(retry.backoff(), origin.at("backoff"), diagnostics)
                .filter(backoff -> !backoff.isZero()),
            false,
            Optional.empty()));
  }
}
