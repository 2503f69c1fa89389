package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.Labels;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.ClientCondition;
import dev.signalbox.translator.model.RouteRule;
import java.util.Set;

/**
 * Leaves out what can't match at a proxy.
 *
 * @param port that is called
 * @param gateways by whose names rules mean this place; the mesh's for a sidecar
 */
record ClientConditions(ProxyView view, int port, Set<String> gateways) {

  /** The rules that concern the proxy, up to the first one that takes all requests. */
  ImmutableList<RouteRule> apply(ImmutableList<RouteRule> rules) {
    ImmutableList.Builder<RouteRule> applied = ImmutableList.builder();
    for (RouteRule rule : rules) {
      ImmutableList<RequestMatch> matches = matches(rule);
      applied.add(matches.equals(rule.matches()) ? rule : rule.withMatches(matches));
      if (!matches.isEmpty() && CatchAlls.takesAll(matches.get(matches.size() - 1))) {
        return applied.build();
      }
    }
    return applied.build();
  }

  /** Whether none of the rules is for this proxy: then the host is as if it had none. */
  boolean excludeAll(ImmutableList<RouteRule> rules) {
    return rules.stream().allMatch(rule -> !rule.matches().isEmpty() && matches(rule).isEmpty());
  }

  private ImmutableList<RequestMatch> matches(RouteRule rule) {
    return CatchAlls.reachable(
        rule.matches().stream()
            .filter(match -> holds(match.client()))
            .collect(ImmutableList.toImmutableList()));
  }

  private boolean holds(ClientCondition condition) {
    if (condition.port().isPresent() && condition.port().getAsInt() != port) {
      return false;
    }
    if (!condition.gateways().isEmpty()) {
      return condition.gateways().stream().anyMatch(gateways::contains);
    }
    return Labels.contains(view.labels(), condition.labels())
        && condition.namespace().map(view.namespace()::equals).orElse(true);
  }
}
