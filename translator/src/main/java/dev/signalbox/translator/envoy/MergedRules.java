package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.PathMatch;
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
   * @param tables the rules of each, without what doesn't concern the proxy
   */
  static ImmutableList<RouteRule> of(ImmutableList<ImmutableList<RouteRule>> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    ImmutableList.Builder<RouteRule> merged = ImmutableList.builder();
    List<RouteRule> last = new ArrayList<>();
    for (ImmutableList<RouteRule> table : tables) {
      for (RouteRule rule : reachable(table)) {
        if (takesAll(rule.matches().get(0))) {
          last.add(rule);
        } else {
          merged.add(rule);
        }
      }
    }
    return merged.addAll(last).build();
  }

  /** Each alternative as a rule of its own, up to the first one that takes all. */
  private static List<RouteRule> reachable(ImmutableList<RouteRule> table) {
    List<RouteRule> reachable = new ArrayList<>();
    for (RouteRule rule : table) {
      for (RequestMatch match : rule.matches()) {
        reachable.add(
            new RouteRule(
                rule.origin(),
                rule.name(),
                ImmutableList.of(match),
                rule.action(),
                rule.headers()));
        if (takesAll(match)) {
          return reachable;
        }
      }
    }
    return reachable;
  }

  private static boolean takesAll(RequestMatch match) {
    boolean anyPath =
        match
            .path()
            .map(
                path ->
                    switch (path) {
                      case PathMatch.StringPrefix prefix -> prefix.prefix().equals("/");
                      case PathMatch.SegmentPrefix prefix -> prefix.prefix().equals("/");
                      case PathMatch.Regex regex -> regex.pattern().equals(".*");
                      case PathMatch.Exact exact -> false;
                    })
            .orElse(true);
    return anyPath && match.headers().isEmpty() && match.query().isEmpty();
  }
}
