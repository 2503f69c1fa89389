package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import java.util.LinkedHashSet;
import java.util.Set;

/** What overrides name and isn't there. */
final class OverrideChecks {
  private final ImmutableSortedMap<String, Service> services;
  private final RouteReferences references;
  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

  OverrideChecks(ImmutableSortedMap<String, Service> services, RouteReferences references) {
    this.services = services;
    this.references = references;
  }

  ImmutableList<Diagnostic> check(ImmutableList<RouteOverride> overrides) {
    overrides.forEach(this::check);
    return ImmutableList.copyOf(diagnostics);
  }

  private void check(RouteOverride override) {
    if (!services.containsKey(override.host())) {
      diagnostics.add(
          Diagnostic.of(
              Code.UNKNOWN_RULE_HOST,
              override.origin().at("metadata").at("name"),
              "there is no Service with the full name " + override.host(),
              "Correct the name, or define the Service."));
    }
    for (RouteRule rule : override.rules()) {
      if (rule.action() instanceof Forward forward) {
        forward.destinations().forEach(one -> destination(one.destination(), one.origin()));
      }
    }
  }

  private void destination(Destination destination, Origin origin) {
    if (!destination.host().isEmpty()) {
      references
          .missing(destination)
          .ifPresent(
              problem ->
                  diagnostics.add(
                      Diagnostic.of(
                          problem.code(),
                          origin.at("authority"),
                          problem.unresolved().message(),
                          problem.fix())));
    }
  }
}
