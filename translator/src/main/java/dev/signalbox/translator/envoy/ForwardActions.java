package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.Rewrite;
import dev.signalbox.translator.model.RouteAction.Rewrite.PathRewrite;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import java.util.Optional;

/** To one cluster, or to several by weight. */
final class ForwardActions {
  private ForwardActions() {}

  static void emit(
      Forward forward,
      HeaderChanges headers,
      ImmutableMap<Destination, Backend> backends,
      Route.Builder route) {
    RouteAction.Builder action = RouteAction.newBuilder();
    Timeouts.set(action, forward.timeout());
    ImmutableList<WeightedDestination> destinations =
        forward.destinations().stream()
            .filter(destination -> destination.weight() > 0)
            .collect(ImmutableList.toImmutableList());
    if (destinations.size() == 1) {
      single(destinations.get(0), backends, action, route);
    } else {
      action.setWeightedClusters(weighted(destinations, backends));
    }
    HeaderMutations.host(headers.request()).ifPresent(action::setHostRewriteLiteral);
    forward.rewrite().ifPresent(rewrite -> rewrite(rewrite, action));
    route.setRoute(action);
  }

  private static void single(
      WeightedDestination destination,
      ImmutableMap<Destination, Backend> backends,
      RouteAction.Builder action,
      Route.Builder route) {
    action.setCluster(cluster(destination, backends));
    HeaderChanges headers = destination.headers();
    HeaderMutations.host(headers.request()).ifPresent(action::setHostRewriteLiteral);
    route
        .addAllRequestHeadersToAdd(HeaderMutations.added(headers.request()))
        .addAllRequestHeadersToRemove(headers.request().remove())
        .addAllResponseHeadersToAdd(HeaderMutations.added(headers.response()))
        .addAllResponseHeadersToRemove(headers.response().remove());
  }

  private static WeightedCluster weighted(
      ImmutableList<WeightedDestination> destinations,
      ImmutableMap<Destination, Backend> backends) {
    WeightedCluster.Builder clusters = WeightedCluster.newBuilder();
    for (WeightedDestination destination : destinations) {
      HeaderChanges headers = destination.headers();
      ClusterWeight.Builder weight =
          ClusterWeight.newBuilder()
              .setName(cluster(destination, backends))
              .setWeight(Protos.uint32(destination.weight()))
              .addAllRequestHeadersToAdd(HeaderMutations.added(headers.request()))
              .addAllRequestHeadersToRemove(headers.request().remove())
              .addAllResponseHeadersToAdd(HeaderMutations.added(headers.response()))
              .addAllResponseHeadersToRemove(headers.response().remove());
      HeaderMutations.host(headers.request()).ifPresent(weight::setHostRewriteLiteral);
      clusters.addClusters(weight);
    }
    return clusters.build();
  }

  /** An invalid backend's cluster doesn't exist, so that Envoy answers its share with 503. */
  private static String cluster(
      WeightedDestination destination, ImmutableMap<Destination, Backend> backends) {
    return Optional.ofNullable(backends.get(destination.destination()))
        .orElseThrow(() -> new IllegalStateException("unresolved " + destination.destination()))
        .key()
        .name();
  }

  private static void rewrite(Rewrite rewrite, RouteAction.Builder action) {
    switch (rewrite.path()) {
      case PathRewrite.Keep() -> {}
      case PathRewrite.ReplaceMatched(String replacement) -> action.setPrefixRewrite(replacement);
      case PathRewrite.Regex(String pattern, String substitution) ->
          action.setRegexRewrite(
              RegexMatchAndSubstitute.newBuilder()
                  .setPattern(Protos.regex(pattern))
                  .setSubstitution(substitution));
    }
    if (!rewrite.authority().isEmpty()) {
      action.setHostRewriteLiteral(rewrite.authority());
    }
  }
}
