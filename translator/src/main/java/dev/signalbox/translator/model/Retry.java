package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a request is tried again, and how.
 *
 * @param attempts how often, beside the first try; 0 for never
 * @param statuses answers to try again after, with {@link Condition#STATUS_CODES}
 * @param perTryTimeout of each try, the first one included; it holds even if none follows
 * @param backoff before the first retry, more before the next ones; empty: Envoy's own
 * @param remoteLocalities whether retries go on to other priorities
 * @param avoidTriedHosts empty: unless the destination's load balancing depends on the same host
 */
public record Retry(
    int attempts,
    ImmutableList<Condition> conditions,
    ImmutableList<Integer> statuses,
    Optional<Duration> perTryTimeout,
    Optional<Duration> backoff,
    boolean remoteLocalities,
    Optional<Boolean> avoidTriedHosts) {

  /** What Istio retries when nobody says otherwise: only what has surely not been worked on. */
  public static final ImmutableList<Condition> SAFE =
      ImmutableList.of(
          Condition.CONNECT_FAILURE,
          Condition.REFUSED_STREAM,
          Condition.UNAVAILABLE,
          Condition.CANCELLED,
          Condition.STATUS_CODES);

  /** Where neither the rule nor the mesh says anything. */
  public static final Retry DEFAULT =
      new Retry(
          2, SAFE, ImmutableList.of(), Optional.empty(), Optional.empty(), false, Optional.empty());

  public static final Retry NEVER =
      new Retry(
          0,
          ImmutableList.of(),
          ImmutableList.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty());

  /** With another timeout of each try, zero for none. */
  Retry withTry(Duration limit) {
    return new Retry(
        attempts,
        conditions,
        statuses,
        Optional.of(limit).filter(one -> !one.isZero()),
        backoff,
        remoteLocalities,
        avoidTriedHosts);
  }

  /** Also after a try that took too long, which Envoy resets. */
  Retry ofLateTries() {
    return new Retry(
        attempts,
        Stream.concat(conditions.stream(), Stream.of(Condition.RESET))
            .distinct()
            .collect(ImmutableList.toImmutableList()),
        statuses,
        perTryTimeout,
        backoff,
        remoteLocalities,
        avoidTriedHosts);
  }

  /** After what either of them is tried again, as often and with such timeouts as this one says. */
  Retry or(Retry other) {
    return new Retry(
        attempts,
        Stream.concat(conditions.stream(), other.conditions.stream())
            .distinct()
            .collect(ImmutableList.toImmutableList()),
        Stream.concat(statuses.stream(), other.statuses.stream())
            .distinct()
            .collect(ImmutableList.toImmutableList()),
        perTryTimeout,
        backoff,
        remoteLocalities,
        avoidTriedHosts);
  }

  /** Why a try failed, by Envoy's names, which Istio has taken over. */
  public enum Condition {
    SERVER_ERROR("5xx"),
    GATEWAY_ERROR("gateway-error"),
    RESET("reset"),
    RESET_BEFORE_REQUEST("reset-before-request"),
    CONNECT_FAILURE("connect-failure"),
    RETRIABLE_4XX("retriable-4xx"),
    REFUSED_STREAM("refused-stream"),
    STATUS_CODES("retriable-status-codes"),
    HEADERS("retriable-headers"),
    RATE_LIMITED("envoy-ratelimited"),
    HTTP3_POST_CONNECT_FAILURE("http3-post-connect-failure"),
    CANCELLED("cancelled"),
    DEADLINE_EXCEEDED("deadline-exceeded"),
    INTERNAL("internal"),
    RESOURCE_EXHAUSTED("resource-exhausted"),
    UNAVAILABLE("unavailable");

    private final String token;

    Condition(String token) {
      this.token = token;
    }

    public String token() {
      return token;
    }
  }
}
