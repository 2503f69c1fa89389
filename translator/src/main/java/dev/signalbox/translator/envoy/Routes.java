package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.envoy.filter.Faults;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteRule;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.NonForwardingAction;
import io.envoyproxy.envoy.config.route.v3.Route;

/** A rule's routes: one for each alternative, all with the same action. */
final class Routes {
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final boolean grpc;
  private final int port;
  private final ImmutableMap<Destination, Backend> backends;

  /**
   * @param grpc for clients without a proxy
   * @param port that is called
   * @param backends what the rules' destinations are
   */
  Routes(boolean grpc, int port, ImmutableMap<Destination, Backend> backends) {
    this.grpc = grpc;
    this.port = port;
    this.backends = backends;
  }

  ImmutableList<Route> emit(RouteRule rule) {
    return rule.matches().stream()
        .map(match -> route(rule, match))
        .collect(ImmutableList.toImmutableList());
  }

  private Route route(RouteRule rule, RequestMatch match) {
    Route.Builder route =
        Route.newBuilder()
            .setName(name(rule, match))
            .setMatch(RouteMatches.emit(match))
            .setMetadata(Protos.origin(rule.origin()))
            .addAllRequestHeadersToAdd(HeaderMutations.added(rule.headers().request()))
            .addAllRequestHeadersToRemove(rule.headers().request().remove())
            .addAllResponseHeadersToAdd(HeaderMutations.added(rule.headers().response()))
            .addAllResponseHeadersToRemove(rule.headers().response().remove());
    action(rule, route);
    return route.build();
  }

  private static String name(RouteRule rule, RequestMatch match) {
    if (match.name().isEmpty()) {
      return rule.name();
    }
    return rule.name().isEmpty() ? match.name() : rule.name() + "." + match.name();
  }

  private void action(RouteRule rule, Route.Builder route) {
    if (grpc && !(rule.action() instanceof RouteAction.Forward)) {
      // gRPC clients refuse all routes for an answer of another kind; this one fails its calls.
      route.setNonForwardingAction(NonForwardingAction.getDefaultInstance());
      return;
    }
    switch (rule.action()) {
      case RouteAction.Forward forward -> forward(forward, rule, route);
      case RouteAction.Redirect redirect -> route.setRedirect(Redirects.emit(redirect, port));
      case RouteAction.Respond respond -> {
        DirectResponseAction.Builder response =
            DirectResponseAction.newBuilder().setStatus(respond.status());
        if (!respond.body().isEmpty()) {
          response.setBody(DataSource.newBuilder().setInlineBytes(respond.body()));
        }
        route.setDirectResponse(response);
      }
      case RouteAction.Broken() ->
          route.setDirectResponse(
              DirectResponseAction.newBuilder().setStatus(INTERNAL_SERVER_ERROR));
    }
  }

  private void forward(RouteAction.Forward forward, RouteRule rule, Route.Builder route) {
    ForwardActions.emit(forward, rule.headers(), backends, route);
    forward.fault().ifPresent(fault -> Faults.override(fault, route));
    if (grpc) {
      forward.timeout().ifPresent(t -> Timeouts.setForGrpcClient(route.getRouteBuilder(), t));
    }
  }
}
