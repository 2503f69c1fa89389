package dev.signalbox.translator.model;

import java.util.Comparator;

/**
 * Gateway API's order among the rules of all routes of one Service or listener: the first one that
 * matches a request is the one that the API wants to win. A total order.
 * https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule
 */
public final class RouteOrder {

  /**
   * The most specific hostname, then the most specific match; then the oldest route, then by
   * {namespace}/{name}, then by place in the route.
   */
  public static final Comparator<Ranked> ORDER =
      Comparator.comparing(Ranked::hostSpecificity)
          .reversed()
          .thenComparing(ranked -> ranked.route().type())
          .thenComparing(ranked -> ranked.entry().specificity(), Comparator.reverseOrder())
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
   * @param hostSpecificity of the route's hostname that has brought it here
   */
  public record Ranked(AttachedRoute route, int place, int hostSpecificity) {

    /** Where hostnames don't count. */
    public Ranked(AttachedRoute route, int place) {
      this(route, place, 0);
    }

    AttachedRoute.Entry entry() {
      return route.entries().get(place);
    }

    private String qualifiedName() {
      return route.precedence().namespace() + "/" + route.precedence().name();
    }
  }
}
