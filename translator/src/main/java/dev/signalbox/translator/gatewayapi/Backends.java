package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.BackendReference;
import dev.signalbox.translator.model.ClusterDomain;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.Unresolved;
import dev.signalbox.translator.model.Unresolved.Reason;
import java.util.Objects;
import java.util.OptionalInt;

/** backendRefs, with what the API's schema fills in. */
final class Backends {
  private static final int HEAVIEST = 1_000_000;

  private final String defaultNamespace;
  private final int missingStatus;
  private final Diagnostics diagnostics;

  /**
   * @param defaultNamespace of a reference that names none
   * @param missingStatus the answer where there is no such backend
   */
  Backends(String defaultNamespace, int missingStatus, Diagnostics diagnostics) {
    this.defaultNamespace = defaultNamespace;
    this.missingStatus = missingStatus;
    this.diagnostics = diagnostics;
  }

  /** A backend, of whose filters some depend on what the rule matches. */
  record Converted(Origin origin, Destination destination, int weight, RouteFilters filters) {
    WeightedDestination at(RequestMatch match) {
      return new WeightedDestination(origin, destination, weight, filters.ofBackend(match));
    }
  }

  ImmutableList<Converted> convert(
      ImmutableList<BackendReference> references,
      ImmutableSet<String> filterTypes,
      ImmutableList<RuleParts.Match> matches,
      Origin origin) {
    ImmutableList.Builder<Converted> converted = ImmutableList.builder();
    for (int i = 0; i < references.size(); i++) {
      BackendReference reference = references.get(i);
      Origin at = origin.at(i);
      RouteFilters filters =
          RouteFilters.convert(
              reference.filters(), filterTypes, at.at("filters"), this, diagnostics);
      filters.checkPrefixes(matches, at.at("filters"));
      Destination destination = destination(reference, at);
      converted.add(
          new Converted(
              at,
              filters.extension().map(destination::unresolved).orElse(destination),
              weight(reference, at),
              filters));
    }
    return converted.build();
  }

  private int weight(BackendReference reference, Origin origin) {
    int weight = Objects.requireNonNullElse(reference.weight(), 1);
    if (weight < 0 || weight > HEAVIEST) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("weight"),
          "the weight " + weight + " isn't between 0 and " + HEAVIEST,
          "Only the weights' ratio counts; make it smaller.");
      return 0;
    }
    return weight;
  }

  Destination destination(BackendReference reference, Origin origin) {
    String group = Objects.requireNonNullElse(reference.group(), "");
    String kind = Objects.requireNonNullElse(reference.kind(), "Service");
    String namespace = Objects.requireNonNullElse(reference.namespace(), defaultNamespace);
    String host = ClusterDomain.host(reference.name(), namespace);
    boolean service = kind.equals("Service") && (group.isEmpty() || group.equals("core"));
    if (!service) {
      return Destination.ofService(host, OptionalInt.empty(), missingStatus)
          .unresolved(
              new Unresolved(
                  Reason.INVALID_KIND,
                  "backends of the kind "
                      + kind
                      + " and the group \""
                      + group
                      + "\" get no requests"));
    }
    return Destination.ofService(host, port(reference, origin), missingStatus);
  }

  private OptionalInt port(BackendReference reference, Origin origin) {
    Integer port = reference.port();
    if (port == null) {
      if (diagnostics.hasErrorIn(origin)) {
        return OptionalInt.empty(); // Its schema has said so, or something else.
      }
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the reference to the Service " + reference.name() + " has no port",
          "Add port: the Service's, not the targetPort.");
      return OptionalInt.empty();
    }
    return Values.isPort(port, origin.at("port"), diagnostics)
        ? OptionalInt.of(port)
        : OptionalInt.empty();
  }
}
