package dev.signalbox.translator.model;

import dev.signalbox.translator.model.RequestMatch.ClientCondition;
import java.util.Optional;

/**
 * Whether a match surely takes each request that another one would. Where that isn't plain to see,
 * the answer is no.
 */
public final class MatchCoverage {
  private static final String EVERYTHING = "/";

  private MatchCoverage() {}

  public static boolean covers(RequestMatch earlier, RequestMatch later) {
    return covers(earlier.client(), later.client())
        && coversPath(earlier.path(), later.path())
        && later.headers().containsAll(earlier.headers())
        && later.query().containsAll(earlier.query());
  }

  private static boolean covers(ClientCondition earlier, ClientCondition later) {
    if (earlier.port().isPresent() && !earlier.port().equals(later.port())) {
      return false;
    }
    if (!earlier.gateways().isEmpty() || !later.gateways().isEmpty()) {
      return earlier.gateways().equals(later.gateways()) || isAnywhere(earlier);
    }
    return later.labels().entrySet().containsAll(earlier.labels().entrySet())
        && (earlier.namespace().isEmpty() || earlier.namespace().equals(later.namespace()));
  }

  private static boolean isAnywhere(ClientCondition condition) {
    return condition.gateways().isEmpty()
        && condition.labels().isEmpty()
        && condition.namespace().isEmpty();
  }

  private static boolean coversPath(Optional<PathMatch> earlier, Optional<PathMatch> later) {
    if (earlier.isEmpty() || earlier.equals(later)) {
      return true;
    }
    return switch (earlier.get()) {
      case PathMatch.StringPrefix(String prefix, boolean ignoreCase) ->
          prefix.equals(EVERYTHING)
              || later.map(path -> isUnder(path, prefix, ignoreCase)).orElse(false);
      case PathMatch.Regex(String pattern) -> pattern.equals(".*");
      case PathMatch.Exact _, PathMatch.SegmentPrefix _ -> false;
    };
  }

  private static boolean isUnder(PathMatch path, String prefix, boolean ignoreCase) {
    return switch (path) {
      case PathMatch.Exact(String exact, boolean anyCase) ->
          anyCase == ignoreCase && exact.startsWith(prefix);
      case PathMatch.StringPrefix(String longer, boolean anyCase) ->
          anyCase == ignoreCase && longer.startsWith(prefix);
      case PathMatch.SegmentPrefix(String segments) -> !ignoreCase && segments.startsWith(prefix);
      case PathMatch.Regex _ -> false;
    };
  }
}
