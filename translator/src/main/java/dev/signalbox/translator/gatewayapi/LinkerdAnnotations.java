package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.Retry.Condition;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Timeouts and retries as Linkerd has them, by annotations of the route:
 * https://linkerd.io/2/reference/timeouts and https://linkerd.io/2/reference/retries
 */
final class LinkerdAnnotations {
  private static final String TIMEOUT = "timeout.linkerd.io/";
  private static final String RETRY = "retry.linkerd.io/";

  private static final Duration BACKOFF = Duration.ofMillis(25);
  private static final int MOST_RETRIES = 65535;
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
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

  private final ImmutableMap<String, String> annotations;
  private final Origin origin;
  private final Diagnostics diagnostics;

  LinkerdAnnotations(
      ImmutableMap<String, String> annotations, Origin object, Diagnostics diagnostics) {
    this.annotations = annotations;
    this.origin = object.at("metadata").at("annotations");
    this.diagnostics = diagnostics;
    for (String unused : new String[] {TIMEOUT + "response", TIMEOUT + "idle"}) {
      if (annotations.containsKey(unused)) {
        diagnostics.add(
            Code.FIELD_WITHOUT_EFFECT,
            origin.atKey(unused),
            "the annotation " + unused + " has no effect here",
            "Use " + TIMEOUT + "request.");
      }
    }
  }

  /** What a rule says, with what the annotations say in place of it. */
  Tries over(Tries rule, boolean grpc) {
    Optional<Duration> timeout = duration(TIMEOUT + "request");
    return new Tries(
        annotations.containsKey(TIMEOUT + "request") ? timeout : rule.timeout(),
        retries() ? Optional.of(retry(rule, grpc)) : rule.retry());
  }

  private boolean retries() {
    return annotations.keySet().stream().anyMatch(key -> key.startsWith(RETRY));
  }

  private Retry retry(Tries rule, boolean grpc) {
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    ImmutableList.Builder<Integer> statuses = ImmutableList.builder();
    String kind = RETRY + (grpc ? "grpc" : "http");
    ImmutableMap<String, Condition> known = grpc ? GRPC : HTTP;
    for (String token : annotations.getOrDefault(kind, "").split(",", -1)) {
      Condition condition = known.get(token.strip());
      if (condition != null) {
        conditions.add(condition);
      } else if (!token.isBlank() && (grpc || !addStatuses(token.strip(), statuses))) {
        invalid(kind, token.strip() + " is not a condition", "Use " + known.keySet() + ".");
      }
    }
    ImmutableList<Integer> listed = statuses.build();
    if (!listed.isEmpty()) {
      conditions.add(Condition.STATUS_CODES);
    }
    return new Retry(
        limit(),
        conditions.build(),
        listed,
        duration(RETRY + "timeout").or(() -> rule.retry().flatMap(Retry::perTryTimeout)),
        Optional.of(BACKOFF),
        false,
        Optional.empty());
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

  /** One retry if nothing else is said. */
  private int limit() {
    String text = annotations.get(RETRY + "limit");
    if (text == null) {
      return 1;
    }
    Integer limit = Ints.tryParse(text);
    if (limit == null || limit < 0 || limit > MOST_RETRIES) {
      invalid(RETRY + "limit", text + " is not a number of retries", "Use 1 to 65535.");
      return 1;
    }
    return limit;
  }

  private Optional<Duration> duration(String key) {
    String text = annotations.get(key);
    if (text == null || text.equals("0")) {
      return Optional.empty();
    }
    Matcher duration = DURATION.matcher(text);
    if (!duration.matches()) {
      invalid(
          key, "\"" + text + "\" is not a duration", "Write a whole number with ms, s, m, h or d.");
      return Optional.empty();
    }
    return Optional.of(of(Long.parseLong(duration.group(1)), duration.group(2)))
        .filter(parsed -> !parsed.isZero());
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMillis(number);
    };
  }

  private void invalid(String key, String message, String fix) {
    diagnostics.add(Code.INVALID_VALUE, origin.atKey(key), message, fix);
  }
}
