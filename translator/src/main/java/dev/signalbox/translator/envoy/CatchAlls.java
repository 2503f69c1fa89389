package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;

/** Matches that take every request: nothing behind them is ever reached. */
final class CatchAlls {
  private CatchAlls() {}

  static boolean takesAll(RequestMatch match) {
    return match.headers().isEmpty()
        && match.query().isEmpty()
        && match.path().map(CatchAlls::takesAll).orElse(true);
  }

  private static boolean takesAll(PathMatch path) {
    return switch (path) {
      case PathMatch.StringPrefix prefix -> prefix.prefix().equals("/");
      case PathMatch.SegmentPrefix prefix -> prefix.prefix().equals("/");
      case PathMatch.Regex regex -> regex.pattern().equals(".*");
      case PathMatch.Exact exact -> false;
    };
  }

  /** Alternatives up to the first one that takes all. */
  static ImmutableList<RequestMatch> reachable(ImmutableList<RequestMatch> matches) {
    for (int i = 0; i < matches.size(); i++) {
      if (takesAll(matches.get(i))) {
        return matches.subList(0, i + 1);
      }
    }
    return matches;
  }
}
