package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
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

  private static final Comparator<RequestMatch> SPECIFICITY =
      Comparator.<RequestMatch>comparingInt(match -> path(match).length())
          .thenComparingLong(match -> match.headers().stream().filter(h -> !isMethod(h)).count())
          .thenComparingInt(match -> match.query().size())
          .thenComparing(match -> method(match).isPresent());

  private LinkerdOrder() {}

  /**
   * Compares the rules of a port, if one of them is Linkerd's.
   *
   * @param ordered as Gateway API has them
   */
  static Set<Diagnostic> differences(List<Ranked> ordered) {
    Set<Diagnostic> found = new LinkedHashSet<>();
    boolean linkerd =
        ordered.stream().anyMatch(ranked -> ranked.route().origin().group().equals(GROUP));
    for (int i = 0; linkerd && ordered.size() <= MOST && i < ordered.size(); i++) {
      for (int j = i + 1; j < ordered.size(); j++) {
        if (differ(match(ordered.get(i)), match(ordered.get(j)))) {
          found.add(difference(ordered.get(i), ordered.get(j)));
        }
      }
    }
    return found;
  }

  private static Diagnostic difference(Ranked first, Ranked second) {
    RouteRule winner = first.entry().rule();
    RouteRule other = second.entry().rule();
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

  private static RequestMatch match(Ranked ranked) {
    return ranked.entry().rule().matches().get(0);
  }

  private static boolean differ(RequestMatch first, RequestMatch second) {
    return SPECIFICITY.compare(second, first) > 0 && overlap(first, second);
  }

  /** Whether some request may match both; regular expressions are left out. */
  private static boolean overlap(RequestMatch first, RequestMatch second) {
    Optional<String> method = method(first);
    boolean methods = method.isEmpty() || method(second).isEmpty() || method.equals(method(second));
    return methods && (covers(first, second) || covers(second, first));
  }

  private static boolean covers(RequestMatch outer, RequestMatch inner) {
    boolean regex = inner.path().orElse(null) instanceof PathMatch.Regex;
    return switch (outer.path().orElse(null)) {
      case null -> !regex;
      case SegmentPrefix(String prefix) ->
          !regex && (path(inner).equals(prefix) || path(inner).startsWith(prefix + "/"));
      case Exact exact -> inner.path().equals(outer.path());
      default -> false;
    };
  }

  private static String path(RequestMatch match) {
    return switch (match.path().orElse(null)) {
      case Exact exact -> exact.path();
      case SegmentPrefix(String prefix) -> prefix;
      case null, default -> "/";
    };
  }

  private static Optional<String> method(RequestMatch match) {
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
