package dev.signalbox.translator.annotations;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.Retry.Condition;
import dev.signalbox.translator.model.TimeLimits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Timeouts and retries of a route or a Service: https://linkerd.io/2/reference/timeouts and
 * https://linkerd.io/2/reference/retries
 */
public final class RequestAnnotations {
  private static final String REQUEST_TIMEOUT = "timeout.linkerd.io/request";
  private static final String RESPONSE_TIMEOUT = "timeout.linkerd.io/response";
  private static final String IDLE_TIMEOUT = "timeout.linkerd.io/idle";
  private static final String LIMIT = "retry.linkerd.io/limit";
  private static final String TRY_TIMEOUT = "retry.linkerd.io/timeout";

  private static final Duration BACKOFF = Duration.ofMillis(25);
  private static final int MOST_RETRIES = 65535;
  private static final Pattern STATUSES = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");
  private static final ImmutableMap<String, Condition> HTTP =
      ImmutableMap.of("5xx", Condition.SERVER_ERROR, "gateway-error", Condition.GATEWAY_ERROR);
  private static final ImmutableMap<String, Condition> GRPC =
      ImmutableMap.of(
          "cancelled", Condition.CANCELLED,
          "deadline-exceeded", Condition.DEADLINE_EXCEEDED,
          "internal", Condition.INTERNAL,
          "resource-exhausted", Condition.RESOURCE_EXHAUSTED,
          "unavailable", Condition.UNAVAILABLE);

  private final Annotations annotations;
  private final Optional<Duration> request;
  private final Optional<Duration> response;
  private final Optional<Duration> idle;
  private final int attempts;
  private final Optional<Duration> ofTry;
  private final Map<Kind, Optional<Retry>> retries = new EnumMap<>(Kind.class);

  /**
   * @param bad how a value that can't be read is reported
   */
  public RequestAnnotations(
      ImmutableMap<String, String> values, Origin object, Code bad, Diagnostics diagnostics) {
    this.annotations = new Annotations(values, object, bad, diagnostics);
    this.request = limit(REQUEST_TIMEOUT);
    this.response = limit(RESPONSE_TIMEOUT);
    this.idle = limit(IDLE_TIMEOUT);
    this.attempts = attempts();
    this.ofTry = limit(TRY_TIMEOUT);
  }

  /** What requests a retry is for. */
  public enum Kind {
    HTTP("retry.linkerd.io/http"),
    GRPC("retry.linkerd.io/grpc");

    private final String key;

    Kind(String key) {
      this.key = key;
    }
  }

  /** Those of a route, which is for requests of one kind. */
  public static RequestAnnotations ofRoute(
      ImmutableMap<String, String> values, Origin route, Kind kind, Diagnostics diagnostics) {
    RequestAnnotations read =
        new RequestAnnotations(values, route, Code.INVALID_VALUE, diagnostics);
    for (Kind other : Kind.values()) {
      if (other != kind && read.annotations.has(other.key)) {
        read.annotations.report(
            Code.FIELD_WITHOUT_EFFECT,
            other.key,
            "the annotation has no effect on a route of this kind",
            "Use " + kind.key + ".");
      }
    }
    return read;
  }

  /**
   * Envoy's timeout runs from the end of the request to the end of the response. That is Linkerd's
   * response timeout; its request timeout, which begins with the request, comes close.
   *
   * @param written of the rule itself, which an annotation takes the place of
   */
  public TimeLimits limits(TimeLimits written) {
    Optional<Duration> whole = annotations.has(REQUEST_TIMEOUT) ? request : written.request();
    boolean sooner =
        whole
            .flatMap(one -> response.filter(other -> one.isZero() || other.compareTo(one) < 0))
            .isPresent();
    return new TimeLimits(
        sooner ? response : whole.or(() -> response),
        idle,
        annotations.has(TRY_TIMEOUT) ? Optional.empty() : written.ofTry());
  }

  /** None if no annotation asks for it. */
  public Optional<Retry> retry(Kind kind) {
    boolean any =
        annotations.has(LIMIT) || annotations.has(TRY_TIMEOUT) || annotations.has(kind.key);
    return any ? retries.computeIfAbsent(kind, key -> Optional.of(written(key))) : Optional.empty();
  }

  /** What surely wasn't worked on is tried again without being named, and so is a late try. */
  private Retry written(Kind kind) {
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    conditions.add(Condition.CONNECT_FAILURE, Condition.REFUSED_STREAM);
    if (ofTry.isPresent()) {
      conditions.add(Condition.RESET);
    }
    ImmutableList.Builder<Integer> statuses = ImmutableList.builder();
    annotations
        .text(kind.key)
        .ifPresent(
            text ->
                Splitter.on(',')
                    .trimResults()
                    .split(text)
                    .forEach(token -> addCondition(kind, token, conditions, statuses)));
    ImmutableList<Integer> listed =
        statuses.build().stream().distinct().collect(ImmutableList.toImmutableList());
    if (!listed.isEmpty()) {
      conditions.add(Condition.STATUS_CODES);
    }
    return new Retry(
        attempts, conditions.build(), listed, ofTry, Optional.of(BACKOFF), false, Optional.empty());
  }

  private void addCondition(
      Kind kind,
      String token,
      ImmutableList.Builder<Condition> conditions,
      ImmutableList.Builder<Integer> statuses) {
    ImmutableMap<String, Condition> known = kind == Kind.GRPC ? GRPC : HTTP;
    Condition condition = known.get(token.toLowerCase(Locale.ROOT));
    if (condition != null) {
      conditions.add(condition);
      return;
    }
    if (kind == Kind.GRPC || !addStatuses(token, statuses)) {
      annotations.invalid(
          kind.key,
          "\"" + token + "\" is not a condition",
          "Use "
              + String.join(", ", known.keySet())
              + (kind == Kind.GRPC ? "." : ", a status or a range such as 502-504."));
    }
  }

  private static boolean addStatuses(String token, ImmutableList.Builder<Integer> statuses) {
    Matcher range = STATUSES.matcher(token);
    if (!range.matches()) {
      return false;
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    IntStream.rangeClosed(first, last).forEach(statuses::add);
    return first <= last;
  }

  /** One retry if nothing else is said, and zero says nothing. */
  private int attempts() {
    int limit = annotations.number(LIMIT, MOST_RETRIES).orElse(1);
    return limit == 0 ? 1 : limit;
  }

  /** Zero is none. */
  private Optional<Duration> limit(String key) {
    return annotations.duration(key).filter(duration -> !duration.isZero());
  }
}
