package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.envoy.filter.CorsPolicies;
import dev.signalbox.translator.envoy.filter.Faults;
import dev.signalbox.translator.envoy.filter.Sessions;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction;
import dev.signalbox.translator.model.RouteRule;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.route.v3.Decorator;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.NonForwardingAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;
import java.util.stream.Stream;

/** A rule's routes: one for each alternative, all with the same action. */
final class Routes {
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final RouteContext context;

  Routes(RouteContext context) {
    this.context = context;
  }

  ImmutableList<Route> emit(RouteRule rule) {
    List<BackendRoutes.Part> parts = BackendRoutes.of(rule, context);
    return rule.matches().stream()
        .flatMap(match -> context.grpc() ? GrpcMatches.of(match) : Stream.of(match))
        .flatMap(match -> parts.stream().map(part -> route(part, match)))
        .collect(ImmutableList.toImmutableList());
  }

  private Route route(BackendRoutes.Part part, RequestMatch match) {
    RouteRule rule = part.rule();
    HeaderChanges headers = RuleHeaders.ofRoute(rule);
    Route.Builder route =
        Route.newBuilder()
            .setName(name(rule, match))
            .setStatPrefix(match.statPrefix())
            .setMatch(RouteMatches.emit(match, part))
            .setMetadata(Protos.origin(rule.origin()))
            .addAllRequestHeadersToAdd(HeaderMutations.added(headers.request()))
            .addAllRequestHeadersToRemove(headers.request().remove())
            .addAllResponseHeadersToAdd(HeaderMutations.added(headers.response()))
            .addAllResponseHeadersToRemove(headers.response().remove());
    action(rule, route);
    rule.features().fault().ifPresent(fault -> Faults.override(fault, route));
    if (!context.grpc()) {
      rule.features().cors().ifPresent(cors -> CorsPolicies.override(cors, route));
      rule.features().session().ifPresent(session -> Sessions.override(session, route));
      route.setDecorator(operation(rule, route));
    }
    return route.build();
  }

  private Decorator operation(RouteRule rule, Route.Builder route) {
    return rule.action() instanceof RouteAction.Forward(var destinations, _, _, _, _)
            && destinations.size() == 1
        ? Operations.of(context.key(destinations.get(0).destination()), route.getMatch())
        : Operations.of(rule.origin().name(), context.port(), route.getMatch());
  }

  private static String name(RouteRule rule, RequestMatch match) {
    if (match.name().isEmpty()) {
      return rule.name();
    }
    return rule.name().isEmpty() ? match.name() : rule.name() + "." + match.name();
  }

  private void action(RouteRule rule, Route.Builder route) {
    if (context.grpc() && !(rule.action() instanceof RouteAction.Forward)) {
      // gRPC clients refuse all routes for an answer of another kind; this one fails its calls.
      route.setNonForwardingAction(NonForwardingAction.getDefaultInstance());
      return;
    }
    switch (rule.action()) {
      case RouteAction.Forward forward -> new ForwardActions(context).emit(forward, rule, route);
      case RouteAction.Redirect redirect ->
          route.setRedirect(Redirects.emit(redirect, context.port()));
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
}
