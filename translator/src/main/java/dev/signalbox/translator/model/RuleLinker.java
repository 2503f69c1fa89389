package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.protobuf.ByteString;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteOrder.Ranked;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.OptionalInt;

/** Makes rules, as routes and overrides have them, fit what they are attached to. */
final class RuleLinker {
  /** Where nothing says otherwise. */
  private static final int MISSING = 500;

  /** What gRPC calls UNAVAILABLE. */
  private static final int MISSING_GRPC = 503;

  private final RouteReferences references;
  private final ImmutableMap<String, ServicePolicy> policies;

  RuleLinker(RouteReferences references, ImmutableMap<String, ServicePolicy> policies) {
    this.references = references;
    this.policies = policies;
  }

  /** A Gateway has no Service to send to if a rule names no backends. */
  RouteRule ofGateway(Ranked ranked) {
    RouteRule rule = ranked.entry().rule();
    if (!(rule.action() instanceof Forward forward)) {
      return rule;
    }
    return rule.withAction(
        weighty(
            rule,
            forward.mapDestinations(
                destination ->
                    references.permitted(ranked.route(), RouteReferences.NO_SERVICE, destination)),
            ranked.route().type() == AttachedRoute.Type.GRPC ? MISSING_GRPC : MISSING));
  }

  /** With what the Service says of requests, where the rule says nothing. */
  RouteRule ofService(Slot slot, Ranked ranked) {
    RouteRule rule = ranked.entry().rule();
    if (!(rule.action() instanceof Forward forward)) {
      return rule;
    }
    ServicePolicy policy = policies.get(slot.host());
    Forward permitted =
        (policy == null ? forward : forward.or(policy, ranked.route().type()))
            .mapDestinations(
                destination -> references.permitted(ranked.route(), slot.host(), destination));
    return rule.withAction(
        permitted.destinations().isEmpty()
            ? toParent(slot, rule, permitted)
            : weighty(rule, permitted, MISSING));
  }

  /** Without backends that get nothing; where all are such, an answer as if they were missing. */
  private static RouteAction weighty(RouteRule rule, Forward forward, int missing) {
    ImmutableList<WeightedDestination> left =
        forward.destinations().stream()
            .filter(one -> one.weight() > 0)
            .collect(ImmutableList.toImmutableList());
    if (!left.isEmpty() && rule.features().session().isPresent()) {
      // A session outlives its backend's weight.
      return forward;
    }
    return left.isEmpty()
        ? new RouteAction.Respond(
            forward.destinations().stream()
                .findFirst()
                .map(one -> one.destination().missingStatus())
                .orElse(missing),
            ByteString.EMPTY)
        : forward.withDestinations(left);
  }

  /** A rule without backends sends to the Service that it is attached to. */
  private static Forward toParent(Slot slot, RouteRule rule, Forward forward) {
    return forward.withDestinations(
        ImmutableList.of(
            new WeightedDestination(
                rule.origin(),
                RouteAction.Destination.ofService(
                    slot.host(), OptionalInt.of(slot.port()), MISSING),
                1,
                HeaderChanges.NONE)));
  }

  /** An override's rules at one of its Service's ports. */
  static ImmutableList<RouteRule> overriding(Slot slot, RouteOverride override) {
    return override.rules().stream()
        .map(
            rule ->
                rule.action() instanceof Forward forward
                    ? rule.withAction(forward.mapDestinations(destination -> at(slot, destination)))
                    : rule)
        .collect(ImmutableList.toImmutableList());
  }

  private static RouteAction.Destination at(Slot slot, RouteAction.Destination destination) {
    return RouteAction.Destination.ofService(
        destination.host().isEmpty() ? slot.host() : destination.host(),
        destination.port().isPresent() ? destination.port() : OptionalInt.of(slot.port()),
        destination.missingStatus());
  }
}
