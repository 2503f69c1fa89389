package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Multimaps;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Which Sidecar is for a workload. */
public final class SidecarIndex {
  private static final Comparator<Sidecar> ORDER =
      Comparator.comparing((Sidecar sidecar) -> sidecar.selector().isEmpty())
          .thenComparing(Sidecar::precedence);

  private final ImmutableListMultimap<String, Sidecar> byNamespace;
  private final Optional<Sidecar> ofRoot;

  public SidecarIndex(Iterable<Sidecar> sidecars, MeshSettings settings) {
    this.byNamespace =
        Multimaps.index(
            ImmutableList.sortedCopyOf(ORDER, sidecars), sidecar -> sidecar.origin().namespace());
    this.ofRoot =
        byNamespace.get(settings.rootNamespace()).stream()
            .filter(sidecar -> sidecar.selector().isEmpty())
            .findFirst();
  }

  /** One that selects the workload, else its namespace's, else the root namespace's. */
  Optional<Sidecar> find(String namespace, ImmutableMap<String, String> labels) {
    return byNamespace.get(namespace).stream()
        .filter(sidecar -> sidecar.selects(labels))
        .findFirst()
        .or(() -> ofRoot);
  }

  /** All that select the workload, the one that counts first. */
  public ImmutableList<Sidecar> selecting(String namespace, ImmutableMap<String, String> labels) {
    return byNamespace.get(namespace).stream()
        .filter(sidecar -> sidecar.selector().isPresent() && sidecar.selects(labels))
        .collect(ImmutableList.toImmutableList());
  }

  public ImmutableCollection<Sidecar> all() {
    return byNamespace.values();
  }

  /** What is wrong with a Sidecar for workloads that another one is for. */
  public static Diagnostic conflict(Sidecar loser, Sidecar winner) {
    return Diagnostic.of(
            Code.CONFLICTING_SIDECAR,
            loser.origin().at("spec").at("workloadSelector"),
            loser.origin().objectName()
                + " is for the same workloads as "
                + winner.origin().objectName()
                + ", which comes first",
            "Let their selectors select different workloads, or merge them.")
        .relatedTo(winner.origin());
  }

  /** Those of one namespace that are for the same workloads, the one that counts first. */
  ImmutableList<ImmutableList<Sidecar>> conflicting() {
    ImmutableList.Builder<ImmutableList<Sidecar>> conflicting = ImmutableList.builder();
    for (String namespace : byNamespace.keySet()) {
      Map<Optional<ImmutableMap<String, String>>, ImmutableList<Sidecar>> bySelector =
          byNamespace.get(namespace).stream()
              .collect(
                  ImmutableMap.toImmutableMap(
                      Sidecar::selector, ImmutableList::of, SidecarIndex::concatenated));
      bySelector.values().stream().filter(same -> same.size() > 1).forEach(conflicting::add);
    }
    return conflicting.build();
  }

  private static ImmutableList<Sidecar> concatenated(
      ImmutableList<Sidecar> first, ImmutableList<Sidecar> second) {
    return ImmutableList.<Sidecar>builder().addAll(first).addAll(second).build();
  }
}
