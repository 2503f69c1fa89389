package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.ServicePolicy;
import dev.signalbox.translator.model.TimeLimits;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.type.matcher.v3.FilterStateMatcher;
import java.util.Optional;

/** A host's rules. No endpoints are among the inputs: their coming and going changes no route. */
final class VirtualHosts {
  private static final int NOT_FOUND = 404;
  private static final int BAD_GATEWAY = 502;

  private VirtualHosts() {}

  /**
   * @param fallback where requests go when there are no rules; empty where there are
   * @param calledAt empty where connections to any address count
   */
  record Inputs(
      String name,
      ImmutableList<String> domains,
      ImmutableList<RouteRule> rules,
      RouteContext context,
      Optional<Fallback> fallback,
      Optional<CalledAt> calledAt) {}

  /**
   * Only connections to some addresses count.
   *
   * @param otherwise what requests on others meet
   */
  record CalledAt(ImmutableList<String> addresses, ImmutableList<Route> otherwise) {}

  /** The cluster of a service without rules, with what the service says of requests. */
  record Fallback(ClusterKey cluster, Origin service, TimeLimits limits, Optional<Retry> retry) {

    /** Without what the policy says of endpoints: it changes no route. */
    static Fallback of(ClusterKey cluster, Origin service, Optional<ServicePolicy> policy) {
      return new Fallback(
          cluster,
          service,
          policy.map(ServicePolicy::limits).orElse(TimeLimits.NONE),
          policy.flatMap(ServicePolicy::anyRetry));
    }
  }

  /** A virtual host with the objects that it was made from. */
  record Built(VirtualHost host, ImmutableSet<Origin> origins) {}

  static Built emit(Inputs inputs) {
    Routes routes = new Routes(inputs.context);
    VirtualHost.Builder host =
        VirtualHost.newBuilder()
            .setName(inputs.name)
            .addAllDomains(inputs.domains)
            .setIncludeRequestAttemptCount(true);
    ImmutableSet.Builder<Origin> origins = ImmutableSet.builder();
    for (RouteRule rule : inputs.rules) {
      host.addAllRoutes(routes.emit(rule));
      origins.add(rule.origin().object());
      rule.contributors().forEach(part -> origins.add(part.object()));
    }
    inputs.fallback.ifPresent(
        fallback -> {
          host.addRoutes(fallbackRoute(fallback, inputs.context));
          origins.add(fallback.service());
        });
    inputs.calledAt.ifPresent(only -> restrict(host, only));
    return new Built(host.build(), origins.build());
  }

  /** What no rule is for is 404 on the addresses, too, and only elsewhere something else. */
  private static void restrict(VirtualHost.Builder host, CalledAt only) {
    FilterStateMatcher address = DestinationAddress.oneOf(only.addresses);
    host.addRoutes(answer("no_route", NOT_FOUND));
    host.getRoutesBuilderList().forEach(route -> route.getMatchBuilder().addFilterState(address));
    host.addAllRoutes(only.otherwise);
  }

  /** Unknown hosts go to a cluster. */
  static Built allowAny(String cluster) {
    return new Built(
        VirtualHost.newBuilder()
            .setName("allow_any")
            .addDomains("*")
            .addRoutes(route("allow_any", cluster))
            .setIncludeRequestAttemptCount(true)
            .build(),
        ImmutableSet.of());
  }

  /** Unknown hosts are refused. */
  static Built blockAll() {
    return new Built(
        VirtualHost.newBuilder()
            .setName("block_all")
            .addDomains("*")
            .addRoutes(answer("block_all", BAD_GATEWAY))
            .setIncludeRequestAttemptCount(true)
            .build(),
        ImmutableSet.of());
  }

  private static Route.Builder answer(String name, int status) {
    return Route.newBuilder()
        .setName(name)
        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
        .setDirectResponse(DirectResponseAction.newBuilder().setStatus(status));
  }

  static Route.Builder route(String name, String cluster) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(cluster);
    Timeouts.set(action, TimeLimits.NONE);
    return Route.newBuilder()
        .setName(name)
        .setMatch(RouteMatch.newBuilder().setPrefix("/"))
        .setRoute(action);
  }

  private static Route fallbackRoute(Fallback fallback, RouteContext context) {
    Route.Builder route =
        route("default", fallback.cluster().name()).setMetadata(Protos.origin(fallback.service()));
    Retry retry = fallback.retry().orElse(context.defaultRetry());
    if (context.grpc()) {
      Timeouts.setForGrpcClient(route.getRouteBuilder(), fallback.limits());
      Retries.setForGrpcClient(route.getRouteBuilder(), retry);
    } else {
      Timeouts.set(route.getRouteBuilder(), fallback.limits());
      Retries.set(route.getRouteBuilder(), retry);
      route.setDecorator(Operations.of(fallback.cluster(), route.getMatch()));
    }
    return route.build();
  }
}
