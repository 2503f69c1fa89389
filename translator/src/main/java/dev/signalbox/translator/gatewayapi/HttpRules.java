package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.annotations.RequestAnnotations;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.model.AttachedRoute.Entry;

/** An HTTPRoute's rules, an entry for each alternative. */
final class HttpRules {
  private static final HttpRoute.Match ANY =
      new HttpRoute.Match(null, ImmutableList.of(), ImmutableList.of(), null);

  private final RuleParts parts;
  private final RequestAnnotations annotations;
  private final Diagnostics diagnostics;

  HttpRules(Backends backends, RequestAnnotations annotations, Diagnostics diagnostics) {
    this.annotations = annotations;
    this.parts = new RuleParts(backends, diagnostics);
    this.diagnostics = diagnostics;
  }

  ImmutableList<Entry> convert(HttpRoute.Rule rule, Origin origin) {
    ImmutableList<RuleParts.Match> matches =
        parts.matches(
            rule.matches().isEmpty() ? ImmutableList.of(ANY) : rule.matches(),
            origin.at("matches"),
            new HttpMatches(diagnostics)::convert);
    return parts.entries(
        new RuleParts.Rule(
            origin,
            rule.name(),
            matches,
            rule.filters(),
            Flavour.of(origin).ruleFilters(),
            Flavour.of(origin).backendFilters(),
            rule.backendRefs(),
            Tries.convert(rule, origin, diagnostics).or(annotations, RequestAnnotations.Kind.HTTP),
            rule.sessionPersistence()));
  }
}
