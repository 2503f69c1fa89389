package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.SetMultimap;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Endpoint;
import dev.signalbox.translator.model.EndpointResolver;
import dev.signalbox.translator.model.EndpointSet;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.Workload;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** What the endpoints of a part of a host are called in the memo. */
  private record PartName(String host, Origin part) {}

  static Registry of(Inputs inputs, Memo memo) {
    Diagnostics diagnostics = new Diagnostics();
    Linker linker = new Linker(inputs);
    ImmutableSortedMap.Builder<String, Service> services = ImmutableSortedMap.naturalOrder();
    ImmutableMap.Builder<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> endpoints =
        ImmutableMap.builder();
    for (HostOwners.Owned owned : new HostOwners(diagnostics).of(inputs.services)) {
      String host = owned.service().host();
      services.put(host, owned.service());
      endpoints.put(host, endpoints(owned, linker, memo, diagnostics));
    }
    return new Registry(services.buildOrThrow(), endpoints.buildOrThrow(), diagnostics.toList());
  }

  private static ImmutableMap<Integer, ImmutableList<Endpoint>> endpoints(
      HostOwners.Owned owned, Linker linker, Memo memo, Diagnostics diagnostics) {
    ImmutableList.Builder<ImmutableMap<Integer, ImmutableList<Endpoint>>> parts =
        ImmutableList.builder();
    for (Service part : owned.parts()) {
      EndpointResolver.Inputs inputs = linker.inputs(part);
      WorkloadChecks.check(part, inputs.selected(), diagnostics);
      parts.add(
          memo.get(new PartName(part.host(), part.origin()), inputs, EndpointResolver::resolve));
    }
    ImmutableList<ImmutableMap<Integer, ImmutableList<Endpoint>>> all = parts.build();
    return all.size() == 1
        ? all.get(0)
        : memo.get("endpoints of " + owned.service().host(), all, EndpointResolver::merge);
  }

  /** Finds what belongs to a service. */
  private static final class Linker {
    private final ListMultimap<String, EndpointSet> sets =
        MultimapBuilder.hashKeys().arrayListValues().build();
    private final SetMultimap<Label, Workload> byLabel = LinkedHashMultimap.create();
    private final SetMultimap<String, Workload> byNamespace = LinkedHashMultimap.create();
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
      byNamespace.put(namespace, workload);
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
      return candidates(service).stream()
          .filter(workload -> service.selector().selects(workload.labels()))
          .sorted(Comparator.comparing(Workload::precedence))
          .collect(ImmutableList.toImmutableList());
    }

    /** Those with the rarest of the selector's labels. */
    private Set<Workload> candidates(Service service) {
      if (service.selector().labels().isEmpty()) {
        return ImmutableSet.of();
      }
      ImmutableMap<String, String> labels = service.selector().labels().get();
      if (labels.isEmpty()) {
        return byNamespace.get(service.namespace());
      }
      return labels.entrySet().stream()
          .map(label -> byLabel.get(new Label(service.namespace(), label)))
          .min(Comparator.comparing(Set::size))
          .orElseThrow();
    }
  }
}
