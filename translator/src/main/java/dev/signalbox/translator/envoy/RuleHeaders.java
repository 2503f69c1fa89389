package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteRule;

/**
 * Where a rule's changes of headers go, so that those of its destinations come after them. Envoy
 * applies a route's after those of the weighted cluster that it has drawn, so with several
 * destinations each gets the rule's too.
 */
final class RuleHeaders {
  private RuleHeaders() {}

  /** What is left for the route. */
  static HeaderChanges ofRoute(RouteRule rule) {
    if (asInEnvoy(rule) || !(rule.action() instanceof Forward forward)) {
      return rule.headers();
    }
    return forward.destinations().size() == 1
        ? rule.headers().before(forward.destinations().get(0).headers())
        : HeaderChanges.NONE;
  }

  /** What comes before a destination's own, one of several. */
  static HeaderChanges ofShare(RouteRule rule, WeightedDestination destination) {
    return asInEnvoy(rule) ? HeaderChanges.NONE : rule.headers().before(destination.headers());
  }

  /** Istio leaves it to Envoy what comes first. */
  private static boolean asInEnvoy(RouteRule rule) {
    return rule.origin().kind().equals("VirtualService");
  }
}
