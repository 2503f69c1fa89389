package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.model.HostPolicy.Subset;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rules for subsets whose labels no endpoint has; a subset that nobody names does no harm. */
final class SubsetChecks {
  private final Mesh mesh;
  private final Diagnostics diagnostics;
  private final ImmutableListMultimap<String, HostPolicy> policies;

  private SubsetChecks(Mesh mesh, Diagnostics diagnostics) {
    this.mesh = mesh;
    this.diagnostics = diagnostics;
    this.policies =
        mesh.policies().all().stream()
            .collect(
                ImmutableListMultimap.toImmutableListMultimap(
                    HostPolicy::host, Function.identity()));
  }

  static void check(Mesh mesh, Diagnostics diagnostics) {
    SubsetChecks checks = new SubsetChecks(mesh, diagnostics);
    for (RouteTable table : mesh.routes().tables()) {
      for (RouteRule rule : table.rules()) {
        if (rule.action() instanceof Forward forward) {
          forward.destinations().forEach(checks::destination);
        }
      }
      table.tcp().forEach(rule -> rule.destinations().forEach(checks::destination));
    }
  }

  private void destination(WeightedDestination weighted) {
    Destination destination = weighted.destination();
    if (destination.subset().isEmpty()) {
      return;
    }
    List<Subset> subsets =
        policies.get(destination.host()).stream()
            .flatMap(policy -> policy.subset(destination.subset()).stream())
            .toList();
    boolean useless =
        !subsets.isEmpty() && subsets.stream().allMatch(s -> isEmpty(destination.host(), s));
    if (useless) {
      diagnostics.add(
          Code.SUBSET_WITHOUT_ENDPOINTS,
          weighted.origin().at("destination").at("subset"),
          "no endpoint of " + destination.host() + " has the labels " + text(subsets.get(0)),
          "Correct the subset's labels, or start such a workload.");
    }
  }

  /** A host without any endpoint has other troubles than its subsets. */
  private boolean isEmpty(String host, Subset subset) {
    ImmutableMap<Integer, ImmutableList<Endpoint>> ports =
        mesh.endpoints().getOrDefault(host, ImmutableMap.of());
    return ports.values().stream().anyMatch(endpoints -> !endpoints.isEmpty())
        && ports.values().stream()
            .flatMap(ImmutableList::stream)
            .noneMatch(endpoint -> Labels.contains(endpoint.labels(), subset.labels()));
  }

  private static String text(Subset subset) {
    return subset.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }
}
