package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SetMultimap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.model.Endpoint;
import dev.signalbox.translator.model.EndpointResolver;
import dev.signalbox.translator.model.EndpointSet;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.Workload;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The services with what stands behind them.
 *
 * @param endpoints by host, then by service port
 */
record Registry(
    ImmutableSortedMap<String, Service> services,
    ImmutableMap<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> endpoints,
    ImmutableList<Diagnostic> diagnostics) {

  /** All that it is made from, in order of precedence. */
  record Inputs(
      ImmutableList<Service> services,
      ImmutableList<EndpointSet> endpointSets,
      ImmutableList<Workload> workloads) {}

  static Registry of(Inputs inputs, Memo memo) {
    Diagnostics diagnostics = new Diagnostics();
    ImmutableSortedMap<String, Service> byHost = byHost(inputs.services, diagnostics);
    Linker linker = new Linker(inputs);
    ImmutableMap.Builder<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> endpoints =
        ImmutableMap.builder();
    for (Service service : byHost.values()) {
      endpoints.put(
          service.host(),
          memo.get(
              "endpoints of " + service.host(), linker.inputs(service), EndpointResolver::resolve));
    }
    return new Registry(byHost, endpoints.buildOrThrow(), diagnostics.toList());
  }

  /** The first service by precedence owns a host. */
  private static ImmutableSortedMap<String, Service> byHost(
      ImmutableList<Service> services, Diagnostics diagnostics) {
    Map<String, Service> byHost = new TreeMap<>();
    for (Service service : services) {
      Service first = byHost.putIfAbsent(service.host(), service);
      if (first != null) {
        diagnostics.add(
            Diagnostic.of(
                    Code.DUPLICATE_SERVICE,
                    service.origin(),
                    "the host "
                        + service.host()
                        + " is already defined by "
                        + first.origin().objectName()
                        + ", which stays",
                    "Remove or rename one of them.")
                .relatedTo(first.origin()));
      }
    }
    return ImmutableSortedMap.copyOf(byHost);
  }

  /** Finds what belongs to a service. */
  private static final class Linker {
    private final ListMultimap<String, EndpointSet> sets =
        MultimapBuilder.hashKeys().arrayListValues().build();
    private final SetMultimap<Label, Workload> byLabel = LinkedHashMultimap.create();
    private final Map<String, Workload> pods = new HashMap<>();

    /** A workload's namespace with one of its labels: the way from a selector to workloads. */
    private record Label(String namespace, Map.Entry<String, String> label) {}

    Linker(Inputs inputs) {
      for (EndpointSet set : inputs.endpointSets) {
        sets.put(set.origin().namespace() + "/" + set.service(), set);
      }
      inputs.workloads.forEach(this::add);
    }

    private void add(Workload workload) {
      String namespace = workload.origin().namespace();
      for (Map.Entry<String, String> label : workload.labels().entrySet()) {
        byLabel.put(new Label(namespace, label), workload);
      }
      if (workload.source() == Workload.Source.POD) {
        pods.put(namespace + "/" + workload.origin().name(), workload);
      }
    }

    EndpointResolver.Inputs inputs(Service service) {
      ImmutableList<EndpointSet> ofService = setsOf(service);
      ImmutableMap.Builder<String, Workload> referenced = ImmutableMap.builder();
      ofService.stream()
          .flatMap(set -> set.addresses().stream())
          .map(EndpointSet.Address::pod)
          .distinct()
          .forEach(
              name -> {
                Workload pod = pods.get(name);
                if (pod != null) {
                  referenced.put(name, pod);
                }
              });
      return new EndpointResolver.Inputs(
          service, ofService, selected(service), referenced.buildOrThrow());
    }

    /** EndpointSlices; Endpoints only where there is no slice. */
    private ImmutableList<EndpointSet> setsOf(Service service) {
      if (service.shortName().isEmpty()) {
        return ImmutableList.of();
      }
      List<EndpointSet> all = sets.get(service.namespace() + "/" + service.shortName().get());
      boolean slices = all.stream().anyMatch(EndpointSet::isSlice);
      return all.stream()
          .filter(set -> set.isSlice() == slices)
          .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Workload> selected(Service service) {
      Set<Workload> fewest = null;
      for (Map.Entry<String, String> label : service.selector().entrySet()) {
        Set<Workload> candidates = byLabel.get(new Label(service.namespace(), label));
        if (fewest == null || candidates.size() < fewest.size()) {
          fewest = candidates;
        }
      }
      Collection<Workload> candidates = fewest == null ? ImmutableList.of() : fewest;
      return candidates.stream()
          .filter(workload -> workload.selectedBy(service.selector()))
          .sorted(Comparator.comparing(Workload::precedence))
          .collect(ImmutableList.toImmutableList());
    }
  }
}
