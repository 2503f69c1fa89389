package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.BackendFilters;
import dev.signalbox.translator.model.Fraction;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.RouteAction;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.Mirror;
import dev.signalbox.translator.model.RouteAction.Rewrite;
import dev.signalbox.translator.model.RouteAction.Rewrite.PathRewrite;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule whose destinations differ in more than Envoy's weighted clusters can tell apart, as rules
 * for one destination each. Envoy draws one number for a request and compares it with each route's
 * fraction, so the fractions of a rule's routes add up: the second one's is the sum of the first
 * two's shares.
 */
final class BackendRoutes {
  private static final int WHOLE = 1_000_000;

  private final RouteRule rule;
  private final Forward forward;
  private final RouteContext context;
  private final List<Part> parts = new ArrayList<>();

  private BackendRoutes(RouteRule rule, Forward forward, RouteContext context) {
    this.rule = rule;
    this.forward = forward;
    this.context = context;
  }

  /**
   * A rule with what has to hold beside its match.
   *
   * @param upTo the greatest number that the draw may give, in millionths; any if empty
   */
  record Part(RouteRule rule, Optional<HeaderMatch> session, Optional<Fraction> upTo) {
    Part(RouteRule rule) {
      this(rule, Optional.empty(), Optional.empty());
    }
  }

  /** The rule itself, if it can stay whole. */
  static List<Part> of(RouteRule rule, RouteContext context) {
    if (context.grpc() || !(rule.action() instanceof Forward forward)) {
      return ImmutableList.of(new Part(rule));
    }
    ImmutableList<WeightedDestination> destinations = forward.destinations();
    boolean plain = destinations.stream().allMatch(one -> one.filters().isPlain());
    boolean sticky = rule.features().session().isPresent() && destinations.size() > 1;
    if (plain && !sticky) {
      return ImmutableList.of(new Part(rule));
    }
    BackendRoutes routes = new BackendRoutes(rule, forward, context);
    if (sticky) {
      routes.addSessions(rule.features().session().get());
    }
    routes.addShares();
    return routes.parts;
  }

  /** Who has a session with a destination stays there, even if its weight has become 0. */
  private void addSessions(Session session) {
    for (int i = 0; i < forward.destinations().size(); i++) {
      WeightedDestination destination = forward.destinations().get(i);
      if (leads(destination) && destination.filters().redirect().isEmpty()) {
        HeaderMatch match = SplitSessions.match(session, SplitSessions.key(forward, i));
        parts.add(new Part(part(i, 0, WHOLE), Optional.of(match), Optional.empty()));
      }
    }
  }

  private void addShares() {
    ImmutableList<WeightedDestination> all = forward.destinations();
    long total = all.stream().mapToLong(WeightedDestination::weight).sum();
    long sum = 0;
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).weight() > 0) {
        int from = Fraction.of(sum, total).millionths();
        sum += all.get(i).weight();
        Fraction upTo = Fraction.of(sum, total);
        parts.add(
            new Part(
                part(i, from, upTo.millionths()),
                Optional.empty(),
                sum == total ? Optional.empty() : Optional.of(upTo)));
      }
    }
  }

  /** Whether there is something behind it. */
  private boolean leads(WeightedDestination destination) {
    return context.backends().get(destination.destination()) instanceof Backend.ToCluster;
  }

  private RouteRule part(int place, int from, int to) {
    WeightedDestination destination = forward.destinations().get(place);
    BackendFilters filters = destination.filters();
    RouteRule.Features features = features(place, filters);
    if (filters.redirect().isPresent() && leads(destination)) {
      return rule.with(filters.redirect().get(), features);
    }
    ImmutableList.Builder<Mirror> mirrors = ImmutableList.builder();
    forward.mirrors().forEach(mirror -> mirrors.add(within(mirror, from, to)));
    filters.mirrors().forEach(mirror -> mirrors.add(within(mirror, from, to)));
    RouteAction action =
        new Forward(
            ImmutableList.of(plain(destination)),
            rewrite(filters.rewrite()),
            forward.limits(),
            forward.retry(),
            mirrors.build());
    return rule.with(action, features);
  }

  private RouteRule.Features features(int place, BackendFilters filters) {
    RouteRule.Features features =
        rule.features().withCors(filters.cors().or(rule.features()::cors));
    return forward.destinations().size() == 1
        ? features
        : SplitSessions.features(features, SplitSessions.key(forward, place));
  }

  private static WeightedDestination plain(WeightedDestination destination) {
    return new WeightedDestination(
        destination.origin(),
        destination.destination(),
        destination.weight(),
        destination.headers());
  }

  /** Envoy compares a mirror's fraction with the same number, which is between the two here. */
  private static Mirror within(Mirror mirror, int from, int to) {
    long share = (long) (to - from) * mirror.fraction().millionths() / WHOLE;
    return share == to - from
        ? mirror.withFraction(Fraction.ALL)
        : mirror.withFraction(share == 0 ? Fraction.NONE : new Fraction((int) (from + share)));
  }

  /** The backend's filter comes after the rule's, so what it changes counts. */
  private Optional<Rewrite> rewrite(Optional<Rewrite> own) {
    if (own.isEmpty() || forward.rewrite().isEmpty()) {
      return own.or(forward::rewrite);
    }
    Rewrite rewrite = own.get();
    Rewrite before = forward.rewrite().get();
    return Optional.of(
        new Rewrite(
            rewrite.path() instanceof PathRewrite.Keep ? before.path() : rewrite.path(),
            rewrite.authority().isEmpty() ? before.authority() : rewrite.authority()));
  }
}
