package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpRoute;
import dev.signalbox.translator.manifest.VirtualService.HttpRouteDestination;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteRule.Features;
import dev.signalbox.translator.model.TimeLimits;
import java.util.Optional;
import java.util.stream.Stream;

/** A VirtualService's http[] entries. */
final class HttpRules {
  private final Diagnostics diagnostics;

  HttpRules(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  RouteRule convert(HttpRoute route, Origin origin) {
    ImmutableList<RequestMatch> matches = matches(route, origin.at("match"));
    Features features = features(route, origin);
    RouteAction action = action(route, origin);
    boolean broken = diagnostics.hasErrorIn(origin, origin.at("match"));
    return broken
        ? new RouteRule(origin, route.name(), matches, new RouteAction.Broken(), Features.NONE)
        : new RouteRule(origin, route.name(), matches, action, features);
  }

  /** Where the parts of a rule stand that is made of two. */
  record Places(Origin root, Origin delegate, Origin mirrors) {}

  /** A delegate's rule within its root's. What is wrong with each alone is known already. */
  static RouteRule delegated(HttpRoute route, Places places, boolean broken) {
    HttpRules rules = new HttpRules(new Diagnostics());
    RouteAction action = rules.action(route, places.delegate);
    if (action instanceof RouteAction.Forward forward) {
      action = forward.withMirrors(Mirrors.convert(route, places.mirrors, rules.diagnostics));
    }
    return new RouteRule(
        places.root,
        ImmutableSet.of(places.delegate),
        route.name(),
        rules.matches(route, places.delegate.at("match")),
        broken ? new RouteAction.Broken() : action,
        broken ? Features.NONE : rules.features(route, places.delegate));
  }

  /** Checks a rule that hands its requests on; it becomes rules together with its delegate's. */
  void checkDelegating(HttpRoute route, Origin origin) {
    if (route.redirect() != null || !route.route().isEmpty()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "a rule with delegate has neither route nor redirect",
          "Leave them to the delegate.");
    }
    matches(route, origin.at("match"));
    features(route, origin);
    if (route.directResponse() != null) {
      DirectResponses.convert(route.directResponse(), origin.at("directResponse"), diagnostics);
    }
    policies(ImmutableList.of(), route, origin);
  }

  private Features features(HttpRoute route, Origin origin) {
    return new Features(
        HttpHeaders.convert(route.headers(), origin.at("headers"), diagnostics),
        Optional.ofNullable(route.corsPolicy())
            .map(cors -> CorsPolicies.convert(cors, origin.at("corsPolicy"), diagnostics)),
        Optional.ofNullable(route.fault())
            .flatMap(fault -> Faults.convert(fault, origin.at("fault"), diagnostics)));
  }

  /** An alternative that can't be built matches nothing; the others stay. */
  private ImmutableList<RequestMatch> matches(HttpRoute route, Origin origin) {
    if (diagnostics.hasErrorIn(origin) && route.match().isEmpty()) {
      return ImmutableList.of();
    }
    if (route.match().isEmpty()) {
      return ImmutableList.of(RequestMatch.any());
    }
    ImmutableList.Builder<RequestMatch> matches = ImmutableList.builder();
    for (int i = 0; i < route.match().size(); i++) {
      RequestMatch match = new HttpMatches(diagnostics).convert(route.match().get(i), origin.at(i));
      if (!diagnostics.hasErrorIn(origin.at(i))) {
        matches.add(match);
      }
    }
    return matches.build();
  }

  /** The host may be changed in one place only. */
  private void checkAuthority(HttpRoute route, Origin origin) {
    Stream<String> inHeaders =
        Optional.ofNullable(route.headers())
            .map(VirtualService.Headers::request)
            .map(request -> Stream.of(request.set(), request.add()))
            .orElse(Stream.empty())
            .flatMap(operations -> operations.keySet().stream())
            .filter(HttpHeaders::isAuthority);
    boolean rewritten = route.rewrite() != null && !route.rewrite().authority().isEmpty();
    if (inHeaders.count() + (rewritten ? 1 : 0) > 1) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "the host is changed twice",
          "Keep one of rewrite.authority and the headers host and :authority.");
    }
  }

  private RouteAction action(HttpRoute route, Origin origin) {
    checkAuthority(route, origin);
    boolean answers = route.redirect() != null || route.directResponse() != null;
    if (answers && (route.rewrite() != null || route.fault() != null)) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "a redirect or directResponse goes neither with rewrite nor with fault",
          "Remove one of them.");
    }
    if (route.redirect() != null) {
      return Redirects.convert(route.redirect(), origin.at("redirect"), diagnostics);
    }
    if (route.directResponse() != null) {
      return DirectResponses.convert(
          route.directResponse(), origin.at("directResponse"), diagnostics);
    }
    return forward(route, origin);
  }

  private RouteAction forward(HttpRoute route, Origin origin) {
    if (route.route().isEmpty()) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the rule has no route, redirect or directResponse",
          "Add one of them.");
    }
    return policies(destinations(route, origin.at("route")), route, origin);
  }

  private RouteAction.Forward policies(
      ImmutableList<WeightedDestination> destinations, HttpRoute route, Origin origin) {
    return new RouteAction.Forward(
        destinations,
        Optional.ofNullable(route.rewrite())
            .map(rewrite -> Rewrites.convert(rewrite, origin.at("rewrite"), diagnostics)),
        TimeLimits.ofRequest(Durations.convert(route.timeout(), origin.at("timeout"), diagnostics)),
        Optional.ofNullable(route.retries())
            .map(retries -> Retries.convert(retries, origin.at("retries"), diagnostics)),
        Mirrors.convert(route, origin, diagnostics));
  }

  private ImmutableList<WeightedDestination> destinations(HttpRoute route, Origin origin) {
    ImmutableList.Builder<WeightedDestination> destinations = ImmutableList.builder();
    boolean single = route.route().size() == 1;
    long total = 0;
    for (int i = 0; i < route.route().size(); i++) {
      HttpRouteDestination entry = route.route().get(i);
      int weight = single ? 1 : weight(entry, origin.at(i));
      total += weight;
      destinations.add(destination(entry, origin.at(i), weight));
    }
    if (!route.route().isEmpty() && total == 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the weights add up to 0",
          "Give one destination at least a weight.");
    }
    if (total > Integer.MAX_VALUE) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "the weights add up to too much", "Make them smaller.");
    }
    return destinations.build();
  }

  private int weight(HttpRouteDestination entry, Origin origin) {
    if (entry.weight() < 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("weight"),
          "the weight " + entry.weight() + " is negative",
          "Make it 0 or more.");
    }
    return Math.max(0, entry.weight());
  }

  private WeightedDestination destination(HttpRouteDestination entry, Origin origin, int weight) {
    return new WeightedDestination(
        origin,
        Destinations.convert(entry.destination(), origin.at("destination"), diagnostics),
        weight,
        HttpHeaders.convert(entry.headers(), origin.at("headers"), diagnostics));
  }
}
