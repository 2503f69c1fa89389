package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.Alias;
import dev.signalbox.translator.model.AliasIndex;
import dev.signalbox.translator.model.ApiGateway;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.EndpointSet;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.GatewayClass;
import dev.signalbox.translator.model.GatewayListeners;
import dev.signalbox.translator.model.HostPolicy;
import dev.signalbox.translator.model.LinkChecks;
import dev.signalbox.translator.model.LinkedRoutes;
import dev.signalbox.translator.model.ListenerSet;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.MeshDefinition;
import dev.signalbox.translator.model.MeshSettings;
import dev.signalbox.translator.model.NamespaceLabels;
import dev.signalbox.translator.model.OrderedRoutes;
import dev.signalbox.translator.model.PolicyIndex;
import dev.signalbox.translator.model.ReferenceGrant;
import dev.signalbox.translator.model.RouteIndex;
import dev.signalbox.translator.model.RouteLinker;
import dev.signalbox.translator.model.RouteOverride;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePolicy;
import dev.signalbox.translator.model.Sidecar;
import dev.signalbox.translator.model.SidecarIndex;
import dev.signalbox.translator.model.Unsupported;
import dev.signalbox.translator.model.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Links what the objects contribute into a mesh. */
final class MeshBuilder {
  /** Objects of different kinds may have one name, and their files' order mustn't count. */
  private static final Comparator<Element> ORDER =
      Comparator.comparing(Element::precedence)
          .thenComparing(element -> element.origin().kind())
          .thenComparing(element -> element.origin().group());

  private final List<Service> services = new ArrayList<>();
  private final List<Alias> aliases = new ArrayList<>();
  private final List<EndpointSet> endpointSets = new ArrayList<>();
  private final List<Workload> workloads = new ArrayList<>();
  private final List<RouteTable> tables = new ArrayList<>();
  private final List<HostPolicy> policies = new ArrayList<>();
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<ApiGateway> apiGateways = new ArrayList<>();
  private final List<ListenerSet> listenerSets = new ArrayList<>();
  private final List<GatewayClass> classes = new ArrayList<>();
  private final List<NamespaceLabels> namespaces = new ArrayList<>();
  private final List<AttachedRoute> routes = new ArrayList<>();
  private final List<Unsupported> unsupported = new ArrayList<>();
  private final List<ReferenceGrant> grants = new ArrayList<>();
  private final List<RouteOverride> overrides = new ArrayList<>();
  private final List<ServicePolicy> servicePolicies = new ArrayList<>();
  private final List<Sidecar> sidecars = new ArrayList<>();

  private final MeshSettings settings;
  private final ImmutableList<Diagnostic> found;

  private MeshBuilder(MeshSettings settings, ImmutableList<Diagnostic> found) {
    this.settings = settings;
    this.found = found;
  }

  static Mesh build(ManifestSet manifests, Memo memo) {
    MeshChoice choice = MeshChoice.of(manifests.objects().values());
    Delegations delegations = Delegations.of(manifests.objects().values(), choice.settings(), memo);
    MeshBuilder builder =
        new MeshBuilder(
            choice.settings(),
            ImmutableList.<Diagnostic>builder()
                .addAll(choice.diagnostics())
                .addAll(delegations.diagnostics())
                .build());
    manifests.objects().values().stream()
        .flatMap(object -> delegations.elements(object).stream())
        .sorted(ORDER)
        .forEachOrdered(builder::add);
    return builder.link(memo);
  }

  private void add(Element element) {
    switch (element) {
      case Service service -> services.add(service);
      case Alias alias -> aliases.add(alias);
      case EndpointSet set -> endpointSets.add(set);
      case Workload workload -> workloads.add(workload);
      case RouteTable table -> tables.add(table);
      case HostPolicy policy -> policies.add(policy);
      case Gateway gateway -> gateways.add(gateway);
      case ApiGateway gateway -> apiGateways.add(gateway);
      case ListenerSet set -> listenerSets.add(set);
      case GatewayClass one -> classes.add(one);
      case NamespaceLabels namespace -> namespaces.add(namespace);
      case AttachedRoute route -> routes.add(route);
      case Unsupported object -> unsupported.add(object);
      case ReferenceGrant grant -> grants.add(grant);
      case RouteOverride override -> overrides.add(override);
      case ServicePolicy policy -> servicePolicies.add(policy);
      case Sidecar sidecar -> sidecars.add(sidecar);
      case MeshDefinition definition -> {
        // It has been chosen among before.
      }
    }
  }

  /** Services and endpoints are linked anew only if one of them changed. */
  private Mesh link(Memo memo) {
    Registry.Inputs inputs =
        new Registry.Inputs(
            ImmutableList.copyOf(services),
            ImmutableList.copyOf(endpointSets),
            ImmutableList.copyOf(workloads));
    Registry registry = memo.stage("registry", inputs, all -> Registry.of(all, memo));
    // The same one as long as it is equal: endpoints come and go, and much is made from services.
    var byHost = memo.stage("services", registry.services(), same -> same);
    RouteIndex tableIndex = memo.stage("routes", ImmutableList.copyOf(tables), RouteIndex::of);
    AliasIndex aliasIndex = memo.stage("aliases", ImmutableList.copyOf(aliases), AliasIndex::new);
    RouteLinker.Inputs attached = linkerInputs(byHost, aliasIndex, tableIndex);
    LinkedRoutes linked =
        memo.stage("linked routes", attached, all -> RouteLinker.link(all, ordered(memo))).routes();
    Mesh unchecked =
        new Mesh(
            byHost,
            registry.endpoints(),
            aliasIndex,
            tableIndex,
            memo.stage(
                "policies",
                new PolicyIndex.Inputs(ImmutableList.copyOf(policies), settings),
                PolicyIndex::new),
            ImmutableList.copyOf(gateways),
            linked,
            new SidecarIndex(sidecars, settings),
            settings,
            ImmutableList.of());
    return unchecked.withDiagnostics(
        ImmutableList.<Diagnostic>builder()
            .addAll(found)
            .addAll(registry.diagnostics())
            .addAll(LinkChecks.check(unchecked))
            .addAll(linked.diagnostics())
            .build());
  }

  private static OrderedRoutes.Memory ordered(Memo memo) {
    return (slot, routes) -> memo.get(slot, routes, OrderedRoutes::of);
  }

  private RouteLinker.Inputs linkerInputs(
      ImmutableSortedMap<String, Service> services, AliasIndex aliasIndex, RouteIndex tableIndex) {
    return new RouteLinker.Inputs(
        ImmutableList.copyOf(routes),
        ImmutableList.copyOf(unsupported),
        ImmutableList.copyOf(grants),
        ImmutableList.copyOf(overrides),
        ImmutableList.copyOf(servicePolicies),
        new GatewayListeners.Inputs(
            ImmutableList.copyOf(apiGateways),
            ImmutableList.copyOf(listenerSets),
            ImmutableList.copyOf(classes),
            ImmutableList.copyOf(namespaces)),
        services,
        aliasIndex,
        tableIndex.ownersOf(services.keySet(), settings),
        tableIndex.tcpOwnersOf(services.keySet(), settings));
  }
}
