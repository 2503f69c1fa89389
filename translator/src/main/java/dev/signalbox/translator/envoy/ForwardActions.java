package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteRule;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.ClusterNotFoundResponseCode;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import java.util.Optional;

/** To one cluster, or to several by weight. */
final class ForwardActions {
  private static final int INTERNAL_SERVER_ERROR = 500;

  /** There is no such cluster. */
  private static final String NOWHERE = "BlackHoleCluster";

  private final RouteContext context;

  ForwardActions(RouteContext context) {
    this.context = context;
  }

  /** The host that the route sets beats its destination's, its rewrite beats both. */
  void emit(Forward forward, RouteRule rule, Route.Builder route) {
    RouteAction.Builder action = RouteAction.newBuilder();
    if (forward.destinations().size() == 1) {
      single(forward.destinations().get(0), action, route);
    } else {
      action.setWeightedClusters(weighted(rule, forward.destinations()));
    }
    missing(forward).ifPresent(action::setClusterNotFoundResponseCode);
    HeaderMutations.host(RuleHeaders.ofRoute(rule).request())
        .ifPresent(action::setHostRewriteLiteral);
    forward.rewrite().ifPresent(rewrite -> Rewrites.set(action, rewrite));
    Retry retry = forward.limits().tries(forward.retry(), context.defaultRetry());
    if (context.grpc()) {
      Timeouts.setForGrpcClient(action, forward.limits());
      Retries.setForGrpcClient(action, retry);
    } else {
      Timeouts.set(action, forward.limits());
      Retries.set(action, retry);
      Mirrors.add(action, forward.mirrors(), context.backends());
    }
    route.setRoute(action);
  }

  /** What a share without a backend gets, where that isn't Envoy's own answer. */
  private static Optional<ClusterNotFoundResponseCode> missing(Forward forward) {
    return forward.destinations().stream()
            .anyMatch(one -> one.destination().missingStatus() == INTERNAL_SERVER_ERROR)
        ? Optional.of(ClusterNotFoundResponseCode.INTERNAL_SERVER_ERROR)
        : Optional.empty();
  }

  private void single(
      WeightedDestination destination, RouteAction.Builder action, Route.Builder route) {
    action.setCluster(cluster(destination));
    HeaderChanges headers = destination.headers();
    HeaderMutations.host(headers.request()).ifPresent(action::setHostRewriteLiteral);
    route
        .addAllRequestHeadersToAdd(HeaderMutations.added(headers.request()))
        .addAllRequestHeadersToRemove(headers.request().remove())
        .addAllResponseHeadersToAdd(HeaderMutations.added(headers.response()))
        .addAllResponseHeadersToRemove(headers.response().remove());
  }

  /** Only gRPC clients have redirects here, and fail calls for them. */
  private String cluster(WeightedDestination destination) {
    return destination.filters().redirect().isPresent()
        ? NOWHERE
        : context.cluster(destination.destination());
  }

  /** Without those of weight 0: they get nothing. */
  private WeightedCluster weighted(
      RouteRule rule, ImmutableList<WeightedDestination> destinations) {
    WeightedCluster.Builder clusters = WeightedCluster.newBuilder();
    for (WeightedDestination destination : destinations) {
      if (destination.weight() > 0) {
        clusters.addClusters(weight(rule, destination));
      }
    }
    return clusters.build();
  }

  private ClusterWeight weight(RouteRule rule, WeightedDestination destination) {
    ClusterWeight.Builder weight =
        ClusterWeight.newBuilder()
            .setName(cluster(destination))
            .setWeight(Protos.uint32(destination.weight()));
    change(weight, RuleHeaders.ofShare(rule, destination));
    change(weight, destination.headers());
    return weight.build();
  }

  private static void change(ClusterWeight.Builder weight, HeaderChanges headers) {
    weight
        .addAllRequestHeadersToAdd(HeaderMutations.added(headers.request()))
        .addAllRequestHeadersToRemove(headers.request().remove())
        .addAllResponseHeadersToAdd(HeaderMutations.added(headers.response()))
        .addAllResponseHeadersToRemove(headers.response().remove());
    HeaderMutations.host(headers.request()).ifPresent(weight::setHostRewriteLiteral);
  }
}
