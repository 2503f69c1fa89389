package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.model.AttachedRoute.Entry;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteRule;
import java.time.Duration;
import java.util.Optional;

/** An HTTPRoute's rules, an entry for each alternative. */
final class HttpRules {
  private static final HttpRoute.Match ANY =
      new HttpRoute.Match(null, ImmutableList.of(), ImmutableList.of(), null);

  private final Backends backends;
  private final Diagnostics diagnostics;

  HttpRules(Backends backends, Diagnostics diagnostics) {
    this.backends = backends;
    this.diagnostics = diagnostics;
  }

  ImmutableList<Entry> convert(HttpRoute.Rule rule, Origin origin) {
    ImmutableList<HttpMatches.Match> matches = matches(rule, origin.at("matches"));
    RouteFilters filters =
        RouteFilters.ofRule(
            rule.filters(), Flavour.of(origin).ruleFilters(), origin.at("filters"), diagnostics);
    ImmutableList<WeightedDestination> destinations =
        backends.convert(rule.backendRefs(), origin.at("backendRefs"));
    Optional<Duration> timeout = Timeouts.convert(rule.timeouts(), origin, diagnostics);
    filters.checkPrefixes(matches, origin.at("filters"));
    if (filters.redirects() && !rule.backendRefs().isEmpty()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "a rule that redirects has no use for backendRefs",
          "Remove the RequestRedirect filter or the backends.");
    }
    boolean broken = diagnostics.hasErrorIn(origin, origin.at("matches"));
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    for (HttpMatches.Match match : matches) {
      RouteAction action =
          broken
              ? new RouteAction.Broken()
              : filters
                  .redirect(match.request())
                  .<RouteAction>map(redirect -> redirect)
                  .orElseGet(
                      () ->
                          new Forward(
                              destinations,
                              filters.rewrite(match.request()),
                              timeout,
                              Optional.empty(),
                              ImmutableList.of()));
      RouteRule.Features features =
          new RouteRule.Features(
              broken ? HeaderChanges.NONE : filters.headers(), Optional.empty(), Optional.empty());
      ImmutableList<RequestMatch> one = ImmutableList.of(match.request());
      entries.add(
          new Entry(
              new RouteRule(origin, rule.name(), one, action, features), match.specificity()));
    }
    return entries.build();
  }

  /** An alternative that can't be built matches nothing; the others stay. */
  private ImmutableList<HttpMatches.Match> matches(HttpRoute.Rule rule, Origin origin) {
    HttpMatches converter = new HttpMatches(diagnostics);
    if (rule.matches().isEmpty()) {
      return diagnostics.hasErrorIn(origin)
          ? ImmutableList.of()
          : ImmutableList.of(converter.convert(ANY, origin));
    }
    ImmutableList.Builder<HttpMatches.Match> matches = ImmutableList.builder();
    for (int i = 0; i < rule.matches().size(); i++) {
      HttpMatches.Match match = converter.convert(rule.matches().get(i), origin.at(i));
      if (!diagnostics.hasErrorIn(origin.at(i))) {
        matches.add(match);
      }
    }
    return matches.build();
  }
}
