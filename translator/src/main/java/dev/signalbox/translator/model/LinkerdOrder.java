package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.PathMatch.Exact;
import dev.signalbox.translator.model.PathMatch.SegmentPrefix;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.RouteOrder.Ranked;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where Linkerd's proxy would choose another rule than Gateway API wants: it compares paths
 * by length alone, and a method counts last.
 */
final class LinkerdOrder {
  private static final String GROUP = "policy.linkerd.io";
  private static final String METHOD = ":method";

  /** Beyond it, comparing each with each takes too long. */
  private static final int MOST = 200;

  private static final Comparator<Candidate> SPECIFICITY =
      Comparator.<Candidate>comparingInt(one -> one.path.length())
          .thenComparingInt(Candidate::headers)
          .thenComparingInt(Candidate::queryParameters)
          .thenComparing(one -> one.method.isPresent());

  private LinkerdOrder() {}

  /** What of a rule is compared with many others. */
  private record Candidate(
      RouteRule rule,
      Optional<PathMatch> match,
      String path,
      Optional<String> method,
      int headers,
      int queryParameters) {
    static Candidate of(Ranked ranked) {
      RouteRule rule = ranked.entry().rule();
      RequestMatch match = rule.matches().get(0);
      return new Candidate(
          rule,
          match.path(),
          pathOf(match),
          methodOf(match),
          (int) match.headers().stream().filter(header -> !isMethod(header)).count(),
          match.query().size());
    }

    /** Whether some request may match both; regular expressions are left out. */
    private boolean overlaps(Candidate other) {
      boolean methods = method.isEmpty() || other.method.isEmpty() || method.equals(other.method);
      return methods && (covers(other) || other.covers(this));
    }

    private boolean covers(Candidate inner) {
      boolean regex = inner.match.orElse(null) instanceof PathMatch.Regex;
      return switch (match.orElse(null)) {
        case null -> !regex;
        case SegmentPrefix(String prefix) ->
            !regex && (inner.path.equals(prefix) || inner.path.startsWith(prefix + "/"));
        case Exact exact -> inner.match.equals(match);
        default -> false;
      };
    }
  }

  /**
   * Compares the rules of a port, if one of them is Linkerd's.
   *
   * @param ordered as Gateway API has them
   */
  static ImmutableSet<Diagnostic> differences(List<Ranked> ordered) {
    boolean linkerd =
        ordered.stream().anyMatch(ranked -> ranked.route().origin().group().equals(GROUP));
    if (!linkerd || ordered.size() > MOST) {
      return ImmutableSet.of();
    }
    Set<Diagnostic> found = new LinkedHashSet<>();
    List<Candidate> candidates = ordered.stream().map(Candidate::of).toList();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate first = candidates.get(i);
      for (Candidate second : candidates.subList(i + 1, candidates.size())) {
        if (SPECIFICITY.compare(second, first) > 0 && first.overlaps(second)) {
          found.add(difference(first.rule, second.rule));
        }
      }
    }
    return ImmutableSet.copyOf(found);
  }

  private static Diagnostic difference(RouteRule winner, RouteRule other) {
    return new Diagnostic(
        Code.LINKERD_ORDER,
        Code.LINKERD_ORDER.severity(),
        Code.LINKERD_ORDER.scope(),
        other.origin().at("matches"),
        "where "
            + winner.origin().path()
            + " of "
            + winner.origin().objectName()
            + " matches too, it comes first here, as Gateway API has it; Linkerd's proxy would take"
            + " this rule",
        "Make one of them more specific, if both may match.",
        ImmutableList.of(winner.origin()));
  }

  private static String pathOf(RequestMatch match) {
    return switch (match.path().orElse(null)) {
      case Exact exact -> exact.path();
      case SegmentPrefix(String prefix) -> prefix;
      case null, default -> "/";
    };
  }

  private static Optional<String> methodOf(RequestMatch match) {
    return match.headers().stream()
        .filter(LinkerdOrder::isMethod)
        .map(HeaderMatch::match)
        .map(StringMatch::toString)
        .findFirst();
  }

  private static boolean isMethod(HeaderMatch header) {
    return header.name().equals(METHOD);
  }
}
