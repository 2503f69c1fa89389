package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.Labels;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.ClientCondition;
import dev.signalbox.translator.model.RouteRule;

/** Leaves out what can't match at a proxy. */
final class ClientConditions {
  private ClientConditions() {}

  static ImmutableList<RouteRule> apply(ImmutableList<RouteRule> rules, ProxyView view, int port) {
    boolean unchanged =
        rules.stream()
            .flatMap(rule -> rule.matches().stream())
            .allMatch(match -> holds(match.client(), view, port));
    if (unchanged) {
      return rules;
    }
    return rules.stream()
        .map(rule -> filter(rule, view, port))
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether each rule has conditions that this proxy fails: then it has no rules at all. */
  static boolean excludeAll(ImmutableList<RouteRule> rules, ProxyView view, int port) {
    return !rules.isEmpty()
        && rules.stream()
            .allMatch(
                rule ->
                    !rule.matches().isEmpty()
                        && rule.matches().stream()
                            .noneMatch(match -> holds(match.client(), view, port)));
  }

  private static RouteRule filter(RouteRule rule, ProxyView view, int port) {
    ImmutableList<RequestMatch> matches =
        rule.matches().stream()
            .filter(match -> holds(match.client(), view, port))
            .collect(ImmutableList.toImmutableList());
    return new RouteRule(rule.origin(), rule.name(), matches, rule.action(), rule.headers());
  }

  private static boolean holds(ClientCondition condition, ProxyView view, int port) {
    return (condition.port().isEmpty() || condition.port().getAsInt() == port)
        && Labels.contains(view.labels(), condition.labels());
  }
}
