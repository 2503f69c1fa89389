package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Endpoint;
import dev.signalbox.translator.model.EndpointResolver;
import dev.signalbox.translator.model.EndpointSet;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.HostPolicy;
import dev.signalbox.translator.model.LinkChecks;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.PolicyIndex;
import dev.signalbox.translator.model.RouteIndex;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Links what the objects contribute into a mesh. */
final class MeshBuilder {
  private final Memo memo;
  private final Diagnostics diagnostics = new Diagnostics();
  private final List<Service> services = new ArrayList<>();
  private final List<RouteTable> tables = new ArrayList<>();
  private final List<HostPolicy> policies = new ArrayList<>();
  private final List<Gateway> gateways = new ArrayList<>();
  private final ListMultimap<String, EndpointSet> sets =
      MultimapBuilder.hashKeys().arrayListValues().build();
  private final LinkedHashMultimap<Label, Workload> byLabel = LinkedHashMultimap.create();
  private final Map<String, Workload> pods = new TreeMap<>();

  private MeshBuilder(Memo memo) {
    this.memo = memo;
  }

  /** A workload's namespace with one of its labels: the way from a selector to workloads. */
  private record Label(String namespace, Map.Entry<String, String> label) {}

  static Mesh build(ManifestSet manifests, Memo memo) {
    MeshBuilder builder = new MeshBuilder(memo);
    manifests.objects().values().stream()
        .flatMap(object -> object.elements().stream())
        .sorted(Comparator.comparing(Element::precedence))
        .forEachOrdered(builder::add);
    return builder.link();
  }

  private void add(Element element) {
    switch (element) {
      case Service service -> services.add(service);
      case RouteTable table -> tables.add(table);
      case HostPolicy policy -> policies.add(policy);
      case Gateway gateway -> gateways.add(gateway);
      case EndpointSet set -> sets.put(set.origin().namespace() + "/" + set.service(), set);
      case Workload workload -> addWorkload(workload);
    }
  }

  private void addWorkload(Workload workload) {
    String namespace = workload.origin().namespace();
    workload
        .labels()
        .entrySet()
        .forEach(label -> byLabel.put(new Label(namespace, label), workload));
    if (workload.source() == Workload.Source.POD) {
      pods.put(namespace + "/" + workload.origin().name(), workload);
    }
  }

  private Mesh link() {
    ImmutableSortedMap<String, Service> byHost = byHost();
    ImmutableMap.Builder<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> endpoints =
        ImmutableMap.builder();
    byHost.values().forEach(service -> endpoints.put(service.host(), endpoints(service)));
    Mesh unchecked =
        new Mesh(
            byHost,
            endpoints.buildOrThrow(),
            new RouteIndex(tables),
            new PolicyIndex(policies),
            ImmutableList.copyOf(gateways),
            ImmutableList.of());
    ImmutableList<Diagnostic> all =
        ImmutableList.<Diagnostic>builder()
            .addAll(diagnostics.toList())
            .addAll(LinkChecks.check(unchecked))
            .build();
    return unchecked.withDiagnostics(all);
  }

  /** The first service by precedence owns a host. */
  private ImmutableSortedMap<String, Service> byHost() {
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

  private ImmutableMap<Integer, ImmutableList<Endpoint>> endpoints(Service service) {
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
    EndpointResolver.Inputs inputs =
        new EndpointResolver.Inputs(
            service, ofService, selected(service), referenced.buildOrThrow());
    return memo.get("endpoints of " + service.host(), inputs, EndpointResolver::resolve);
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
