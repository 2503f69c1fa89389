package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteRule;
import java.util.ArrayList;
import java.util.List;

/** The rules that several VirtualServices have for one host of a gateway. */
final class MergedRules {
  private MergedRules() {}

  /**
   * Table after table; what takes all requests comes last, or it would hide the tables behind it.
   *
   * @param tables the rules of each, without what doesn't concern the proxy or is never reached
   */
  static ImmutableList<RouteRule> of(ImmutableList<ImmutableList<RouteRule>> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    ImmutableList.Builder<RouteRule> merged = ImmutableList.builder();
    List<RouteRule> last = new ArrayList<>();
    for (ImmutableList<RouteRule> table : tables) {
      for (RouteRule rule : table) {
        for (RequestMatch match : rule.matches()) {
          RouteRule alternative = rule.withMatches(ImmutableList.of(match));
          if (CatchAlls.takesAll(match)) {
            last.add(alternative);
          } else {
            merged.add(alternative);
          }
        }
      }
    }
    return merged.addAll(last).build();
  }
}
