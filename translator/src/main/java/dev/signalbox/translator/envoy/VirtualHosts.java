package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteRule;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Optional;

/** A host's rules. No endpoints are among the inputs: their coming and going changes no route. */
final class VirtualHosts {
  private VirtualHosts() {}

  /**
   * @param grpc for clients without a proxy
   * @param port that is called
   * @param backends what the rules' destinations are
   * @param fallback where requests go when there are no rules; empty where there are
   */
  record Inputs(
      String name,
      ImmutableList<String> domains,
      boolean grpc,
      int port,
      ImmutableList<RouteRule> rules,
      ImmutableMap<Destination, Backend> backends,
      Optional<Fallback> fallback) {}

  /** The cluster of a service without rules. */
  record Fallback(ClusterKey cluster, Origin service) {}

  /** A virtual host with the objects that it was made from. */
  record Built(VirtualHost host, ImmutableSet<Origin> origins) {}

  static Built emit(Inputs inputs) {
    Routes routes = new Routes(inputs.grpc, inputs.port, inputs.backends);
    VirtualHost.Builder host =
        VirtualHost.newBuilder()
            .setName(inputs.name)
            .addAllDomains(inputs.domains)
            .setIncludeRequestAttemptCount(true);
    ImmutableSet.Builder<Origin> origins = ImmutableSet.builder();
    for (RouteRule rule : inputs.rules) {
      host.addAllRoutes(routes.emit(rule));
      origins.add(rule.origin().object());
    }
    inputs.fallback.ifPresent(
        fallback -> {
          host.addRoutes(toCluster("default", fallback.cluster().name(), fallback.service()));
          origins.add(fallback.service());
        });
    return new Built(host.build(), origins.build());
  }

  /** Unknown hosts go where the connection was going. */
  static Built allowAny() {
    return new Built(
        VirtualHost.newBuilder()
            .setName("allow_any")
            .addDomains("*")
            .addRoutes(route("allow_any", Clusters.PASSTHROUGH))
            .setIncludeRequestAttemptCount(true)
            .build(),
        ImmutableSet.of());
  }

  static Route.Builder route(String name, String cluster) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(cluster);
    Timeouts.set(action, Optional.empty());
    return Route.newBuilder()
        .setName(name)
        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
        .setRoute(action);
  }

  private static Route toCluster(String name, String cluster, Origin origin) {
    return route(name, cluster).setMetadata(Protos.origin(origin)).build();
  }
}
