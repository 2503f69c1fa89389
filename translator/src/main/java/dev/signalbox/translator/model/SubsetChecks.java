package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import java.util.stream.Collectors;

/** Subsets whose labels no endpoint has. */
final class SubsetChecks {
  private final Mesh mesh;
  private final Diagnostics diagnostics;

  private SubsetChecks(Mesh mesh, Diagnostics diagnostics) {
    this.mesh = mesh;
    this.diagnostics = diagnostics;
  }

  static void check(Mesh mesh, Diagnostics diagnostics) {
    SubsetChecks checks = new SubsetChecks(mesh, diagnostics);
    mesh.policies().all().forEach(checks::policy);
  }

  /** A host without any endpoint has other troubles than its subsets. */
  private void policy(HostPolicy policy) {
    ImmutableMap<Integer, ImmutableList<Endpoint>> ports = mesh.endpoints().get(policy.host());
    if (ports == null || ports.values().stream().allMatch(ImmutableList::isEmpty)) {
      return;
    }
    for (HostPolicy.Subset subset : policy.subsets()) {
      boolean found =
          ports.values().stream()
              .flatMap(ImmutableList::stream)
              .anyMatch(endpoint -> Labels.contains(endpoint.labels(), subset.labels()));
      if (!found) {
        diagnostics.add(
            Code.SUBSET_WITHOUT_ENDPOINTS,
            subset.origin().at("labels"),
            "no endpoint of " + policy.host() + " has the labels " + text(subset),
            "Correct the labels, or start such a workload.");
      }
    }
  }

  private static String text(HostPolicy.Subset subset) {
    return subset.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }
}
