package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.ClusterKey;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;

/** What a route is called in traces, as Istio names it. */
final class Operations {
  private Operations() {}

  /** Of a route to one cluster. */
  static Decorator of(ClusterKey cluster, RouteMatch match) {
    return named(cluster.host() + ":" + cluster.port(), match);
  }

  /** Of any other route: the object that it is from stands for the host. */
  static Decorator of(String object, int port, RouteMatch match) {
    return named(object + ":" + port, match);
  }

  private static Decorator named(String authority, RouteMatch match) {
    return Decorator.newBuilder().setOperation(authority + path(match)).build();
  }

  private static String path(RouteMatch match) {
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> match.getPrefix() + "*";
      case PATH -> match.getPath();
      case SAFE_REGEX -> match.getSafeRegex().getRegex();
      default -> "/*";
    };
  }
}
