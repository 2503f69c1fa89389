package dev.signalbox.translator.model;

import java.util.Comparator;

/**
 * Gateway API's order among the rules of all routes of one Service or listener: the first one that
 * matches a request is the one that the API wants to win. A total order.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
public final class RouteOrder {

  /**
   * The most specific match; then the oldest route, then by {namespace}/{name}, then by place in
   * the route.
   */
  public static final Comparator<Ranked> ORDER =
      Comparator.comparing((Ranked ranked) -> ranked.entry().specificity())
          .reversed()
          .thenComparing(
              ranked -> ranked.route().precedence().created(),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(Ranked::qualifiedName)
          .thenComparing(ranked -> ranked.route().origin().group())
          .thenComparing(Ranked::place);

  private RouteOrder() {}

  /**
   * An alternative of one of a route's rules.
   *
   * @param place among the route's alternatives
   */
  public record Ranked(AttachedRoute route, int place) {
    AttachedRoute.Entry entry() {
      return route.entries().get(place);
    }

    private String qualifiedName() {
      return route.precedence().namespace() + "/" + route.precedence().name();
    }
  }
}
