package dev.signalbox.translator.linkerd;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ServiceProfile;
import dev.signalbox.translator.model.ClusterDomain;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.Retry.Condition;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteOverride;
import dev.signalbox.translator.model.RouteRule;
import java.time.Duration;
import java.util.Optional;

/** https://linkerd.io/2/reference/service-profiles */
public final class ServiceProfiles {
  /** After failures, which are answers of 500 and more; Linkerd itself limits them by a budget. */
  private static final Retry RETRY =
      new Retry(
          2,
          ImmutableList.of(Condition.SERVER_ERROR),
          ImmutableList.of(),
          Optional.empty(),
          Optional.of(Duration.ofMillis(25)),
          false,
          Optional.empty());

  private final Diagnostics diagnostics;

  private ServiceProfiles(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  public static ImmutableList<Element> convert(
      ServiceProfile manifest, Origin id, Diagnostics diagnostics) {
    ServiceProfile.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    checkName(id, diagnostics);
    if (!spec.opaquePorts().isEmpty()) {
      diagnostics.add(
          Code.FIELD_WITHOUT_EFFECT,
          origin.at("opaquePorts"),
          "opaquePorts have no effect here",
          "Give the Service's port the appProtocol tcp.");
    }
    if (spec.retryBudget() != null) {
      diagnostics.add(
          Code.FIELD_WITHOUT_EFFECT,
          origin.at("retryBudget"),
          "the retryBudget is not supported yet: a retryable route is tried three times at most",
          "Nothing to do, if that suffices.");
    }
    return ImmutableList.of(
        new RouteOverride(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            id.name(),
            id.namespace(),
            new ServiceProfiles(diagnostics).rules(spec, origin)));
  }

  private static void checkName(Origin id, Diagnostics diagnostics) {
    String suffix = "." + ClusterDomain.NAME;
    boolean full =
        id.name().endsWith(suffix)
            && id.name().substring(0, id.name().length() - suffix.length()).split("\\.", -1).length
                == 2;
    if (!full) {
      diagnostics.add(
          Code.INVALID_VALUE,
          id.at("metadata").at("name"),
          "the name isn't a Service's full one",
          "Write <service>.<namespace>." + ClusterDomain.NAME + ".");
    }
  }

  /** Nothing to route by, no rules: then it counts for nothing. */
  private ImmutableList<RouteRule> rules(ServiceProfile.Spec spec, Origin origin) {
    ImmutableList<WeightedDestination> overrides =
        new Overrides(diagnostics).convert(spec.dstOverrides(), origin.at("dstOverrides"));
    if (spec.routes().isEmpty() && overrides.isEmpty()) {
      return ImmutableList.of();
    }
    ImmutableList<WeightedDestination> destinations =
        overrides.isEmpty() ? Overrides.service(origin) : overrides;
    ImmutableList.Builder<RouteRule> rules = ImmutableList.builder();
    for (int i = 0; i < spec.routes().size(); i++) {
      rules.add(rule(spec.routes().get(i), destinations, origin.at("routes").at(i)));
    }
    rules.add(
        rule(
            origin,
            "",
            ImmutableList.of(RequestMatch.any()),
            new Forward(
                destinations,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ImmutableList.of())));
    return rules.build();
  }

  private RouteRule rule(
      ServiceProfile.Route route, ImmutableList<WeightedDestination> destinations, Origin origin) {
    ImmutableList<RequestMatch> matches =
        route.condition() == null
            ? ImmutableList.of()
            : new Conditions(diagnostics).convert(route.condition(), origin.at("condition"));
    boolean unclear = diagnostics.hasErrorIn(origin.at("condition"));
    Optional<Duration> timeout =
        GoDurations.parse(route.timeout(), origin.at("timeout"), diagnostics)
            .filter(duration -> !duration.isZero());
    return rule(
        origin,
        route.name(),
        unclear ? ImmutableList.of() : matches,
        new Forward(
            destinations,
            Optional.empty(),
            timeout,
            route.isRetryable() ? Optional.of(RETRY) : Optional.empty(),
            ImmutableList.of()));
  }

  private static RouteRule rule(
      Origin origin, String name, ImmutableList<RequestMatch> matches, Forward forward) {
    return new RouteRule(origin, name, matches, forward, RouteRule.Features.NONE);
  }
}
