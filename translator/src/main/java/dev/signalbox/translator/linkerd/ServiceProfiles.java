package dev.signalbox.translator.linkerd;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
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
import dev.signalbox.translator.model.TimeLimits;
import java.time.Duration;
import java.util.Optional;

/** https://linkerd.io/2/reference/service-profiles */
public final class ServiceProfiles {
  /** How often beside the first time; Linkerd goes on as long as the budget lasts. */
  private static final int RETRIES = 2;

  private final Optional<Budgets> budget;
  private final Diagnostics diagnostics;

  private ServiceProfiles(Optional<Budgets> budget, Diagnostics diagnostics) {
    this.budget = budget;
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
    Optional<Budgets> budget =
        Budgets.convert(spec.retryBudget(), origin.at("retryBudget"), diagnostics);
    boolean retries = spec.routes().stream().anyMatch(ServiceProfile.Route::isRetryable);
    if (spec.retryBudget() != null && !retries) {
      diagnostics.add(
          Code.FIELD_WITHOUT_EFFECT,
          origin.at("retryBudget"),
          "the retryBudget has no effect: no route is retryable",
          "Set isRetryable where a request may be sent twice.");
    }
    ImmutableList<RouteRule> rules = new ServiceProfiles(budget, diagnostics).rules(spec, origin);
    // Linkerd takes none of it then, and goes on as if it weren't there.
    boolean whole =
        !diagnostics.hasErrorIn(origin.at("retryBudget"))
            && !diagnostics.hasErrorIn(id.at("metadata").at("name"))
            && !hasEmptyCondition(diagnostics);
    return ImmutableList.of(
        new RouteOverride(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            id.name(),
            id.namespace(),
            whole ? rules : ImmutableList.of(),
            retries ? budget.map(Budgets::budget) : Optional.empty()));
  }

  private static boolean hasEmptyCondition(Diagnostics diagnostics) {
    return diagnostics.toList().stream()
        .anyMatch(
            found ->
                found.code() == Code.MISSING_FIELD && found.origin().path().contains("condition"));
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
                TimeLimits.NONE,
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
            TimeLimits.ofRequest(timeout),
            retry(route, origin),
            ImmutableList.of()));
  }

  /** After failures; a route that isn't retryable has what the mesh says. */
  private Optional<Retry> retry(ServiceProfile.Route route, Origin origin) {
    ImmutableSortedSet<Integer> failures =
        new ResponseClasses(diagnostics)
            .failures(route.responseClasses(), origin.at("responseClasses"));
    return route.isRetryable() ? budget.map(limit -> retry(failures, limit)) : Optional.empty();
  }

  private static Retry retry(ImmutableSortedSet<Integer> failures, Budgets budget) {
    ImmutableSet<Integer> listed = failures;
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    if (failures.containsAll(ResponseClasses.SERVER_ERRORS)) {
      conditions.add(Condition.SERVER_ERROR);
      listed = Sets.difference(failures, ResponseClasses.SERVER_ERRORS).immutableCopy();
    } else {
      conditions.add(Condition.CONNECT_FAILURE, Condition.REFUSED_STREAM);
    }
    if (!listed.isEmpty()) {
      conditions.add(Condition.STATUS_CODES);
    }
    return new Retry(
        RETRIES,
        conditions.build(),
        listed.asList(),
        Optional.empty(),
        Optional.of(budget.backoff()),
        false,
        Optional.empty());
  }

  private static RouteRule rule(
      Origin origin, String name, ImmutableList<RequestMatch> matches, Forward forward) {
    return new RouteRule(origin, name, matches, forward, RouteRule.Features.NONE);
  }
}
