package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.BackendReference;
import dev.signalbox.translator.manifest.RouteFilter;
import dev.signalbox.translator.manifest.SessionPersistence;
import dev.signalbox.translator.model.AttachedRoute.Entry;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.Session;
import dev.signalbox.translator.model.Specificity;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the rules of HTTPRoutes and GRPCRoutes have in common. */
final class RuleParts {
  private final Backends backends;
  private final Diagnostics diagnostics;

  RuleParts(Backends backends, Diagnostics diagnostics) {
    this.backends = backends;
    this.diagnostics = diagnostics;
  }

  /** An alternative, with its place among others. */
  record Match(RequestMatch request, Specificity specificity) {}

  /**
   * A rule, its matches converted.
   *
   * @param filterTypes that the kind of route has
   * @param backendFilterTypes that its backends have
   */
  record Rule(
      Origin origin,
      String name,
      ImmutableList<Match> matches,
      ImmutableList<RouteFilter> filters,
      ImmutableSet<String> filterTypes,
      ImmutableSet<String> backendFilterTypes,
      ImmutableList<BackendReference> backends,
      Tries tries,
      @Nullable SessionPersistence session) {}

  /** An alternative that can't be built matches nothing; the others stay. */
  <T> ImmutableList<Match> matches(
      List<T> written, Origin origin, BiFunction<T, Origin, Match> convert) {
    ImmutableList.Builder<Match> matches = ImmutableList.builder();
    boolean unclear = diagnostics.hasErrorIn(origin);
    for (int i = 0; i < written.size(); i++) {
      Match match = convert.apply(written.get(i), origin.at(i));
      boolean whole = unclear && written.size() == 1;
      if (!whole && !diagnostics.hasErrorIn(origin.at(i))) {
        matches.add(match);
      }
    }
    return matches.build();
  }

  ImmutableList<Entry> entries(Rule rule) {
    Origin origin = rule.origin;
    RouteFilters filters =
        RouteFilters.convert(
            rule.filters, rule.filterTypes, origin.at("filters"), backends, diagnostics);
    filters.checkPrefixes(rule.matches, origin.at("filters"));
    ImmutableList<Backends.Converted> converted =
        backends.convert(
            rule.backends, rule.backendFilterTypes, rule.matches, origin.at("backendRefs"));
    Optional<Session> session =
        new Sessions(diagnostics)
            .convert(
                rule.session,
                origin.at("sessionPersistence"),
                rule.name.isEmpty() ? origin.path() : rule.name);
    if (filters.redirects() && !rule.backends.isEmpty()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "a rule that redirects has no use for backendRefs",
          "Remove the RequestRedirect filter or the backends.");
    }
    boolean broken = diagnostics.hasErrorIn(origin, origin.at("matches"));
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    for (Match match : rule.matches) {
      ImmutableList<RequestMatch> one = ImmutableList.of(match.request);
      RouteAction action =
          broken ? new RouteAction.Broken() : action(filters, match, converted, rule.tries);
      RouteRule.Features features =
          broken
              ? RouteRule.Features.NONE
              : filters.features().withSession(session.map(s -> Sessions.at(s, match.request)));
      entries.add(
          new Entry(new RouteRule(origin, rule.name, one, action, features), match.specificity));
    }
    return entries.build();
  }

  private static RouteAction action(
      RouteFilters filters, Match match, ImmutableList<Backends.Converted> backends, Tries tries) {
    return filters
        .redirect(match.request)
        .<RouteAction>map(redirect -> redirect)
        .orElseGet(
            () ->
                new Forward(
                    backends.stream()
                        .map(backend -> backend.at(match.request))
                        .collect(ImmutableList.toImmutableList()),
                    filters.rewrite(match.request),
                    tries.limits(),
                    tries.retry(),
                    filters.mirrors()));
  }
}
