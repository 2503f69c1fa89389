package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Alias;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.DestinationResolver;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.PolicyIndex;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Collects one view's resources; each comes out of the memo unless its inputs changed. */
final class Resources {
  private static final ImmutableSet<String> IN_MESH = ImmutableSet.of(RouteTable.MESH);

  private final Mesh mesh;
  private final ProxyView view;
  private final Memo memo;
  private final PolicyIndex.Client client;
  private final DestinationResolver resolver;
  private final Optional<Origin> scope;
  private final Collected collected;

  /** What all parts of a scope put together. */
  private record Collected(
      Diagnostics diagnostics, Map<Name, Resource> resources, Map<String, Origin> listeners) {
    Collected() {
      this(new Diagnostics(), new LinkedHashMap<>(), new HashMap<>());
    }
  }

  private record Name(ResourceType type, String name) {}

  /**
   * What a value in the memo is called.
   *
   * @param use tells apart values that views don't share, so that none evicts another's
   */
  private record MemoName(String kind, String name, Object use) {}

  /** A namespace's own part of what has a size. */
  private record Use(String namespace, int size) {}

  /** What splits clusters beside the namespace. */
  private record ClusterUse(
      Optional<Origin> scope,
      PolicyIndex.Client policies,
      Discovery.Client client,
      Locality locality) {}

  Resources(Mesh mesh, ProxyView view, Memo memo) {
    this(mesh, Optional.empty(), view, memo);
  }

  /**
   * @param scope the Sidecar that says which part of the mesh there is
   */
  Resources(Mesh mesh, Optional<Origin> scope, ProxyView view, Memo memo) {
    this.mesh = mesh;
    this.view = view;
    this.memo = memo;
    this.client = mesh.policies().client(view.namespace(), view.labels());
    this.resolver = new DestinationResolver(mesh, client);
    this.scope = scope;
    this.collected = new Collected();
  }

  private Resources(Mesh part, Resources whole) {
    this.mesh = part;
    this.view = whole.view;
    this.memo = whole.memo;
    this.client = whole.client;
    this.resolver = whole.resolver;
    this.scope = whole.scope;
    this.collected = whole.collected;
  }

  /** The same, with only a part of the services and rules to build from. */
  Resources within(Mesh part) {
    return new Resources(part, this);
  }

  Mesh mesh() {
    return mesh;
  }

  ProxyView view() {
    return view;
  }

  TcpChains tcpChains() {
    return new TcpChains(mesh.routes(), mesh.linked().services(), view, resolver);
  }

  private boolean grpc() {
    return view.role() == ProxyView.Role.GRPC;
  }

  ImmutableList<Resource> toList() {
    return ImmutableList.copyOf(collected.resources.values());
  }

  ImmutableList<Diagnostic> found() {
    return collected.diagnostics.toList();
  }

  /** Adds one of a sidecar's own listeners. */
  void addOwnListener(Resource listener) {
    add(ListenerSettings.apply(listener, mesh.settings().listeners()));
  }

  void add(Resource resource) {
    collected.resources.putIfAbsent(new Name(resource.type(), resource.name()), resource);
  }

  /** Worked out anew only if services, endpoints or policies changed. */
  void addServiceClusters() {
    ClientLimits.report(mesh, view, collected.diagnostics::add);
    ServiceClusters.Inputs inputs =
        new ServiceClusters.Inputs(
            mesh.services(),
            mesh.endpoints(),
            mesh.policies(),
            client,
            Discovery.Client.of(view),
            locality(),
            mesh.linked().upstreams(),
            view.namespace(),
            mesh.settings().clusters());
    ClusterUse use = new ClusterUse(scope, client, inputs.discovery(), inputs.locality());
    MemoName name = new MemoName("clusters", view.namespace(), use);
    memo.stage(name, inputs, all -> ServiceClusters.of(all, memo)).forEach(this::add);
  }

  /** The client's, if a service makes a difference by it. */
  private Locality locality() {
    boolean matters = mesh.services().values().stream().anyMatch(Service::preferClose);
    return matters ? view.locality() : Locality.NONE;
  }

  /** A virtual host with rules. */
  VirtualHosts.Built host(
      String name, ImmutableList<String> domains, int port, ImmutableList<RouteRule> rules) {
    return host(name, domains, port, rules, Optional.empty());
  }

  VirtualHosts.Built host(
      String name,
      ImmutableList<String> domains,
      int port,
      ImmutableList<RouteRule> rules,
      Optional<VirtualHosts.CalledAt> calledAt) {
    return host(
        new VirtualHosts.Inputs(
            name,
            domains,
            rules,
            context(port, backends(rules, port)),
            Optional.empty(),
            calledAt));
  }

  /** The virtual host of a service without rules. */
  VirtualHosts.Built plainHost(
      String name, ImmutableList<String> domains, Service service, int port) {
    VirtualHosts.Fallback fallback =
        VirtualHosts.Fallback.of(
            new ClusterKey(port, "", service.host()),
            service.origin(),
            mesh.linked().services().policy(service.host()));
    return host(
        new VirtualHosts.Inputs(
            name,
            domains,
            ImmutableList.of(),
            context(port, ImmutableMap.of()),
            Optional.of(fallback),
            Optional.empty()));
  }

  private RouteContext context(int port, ImmutableMap<Destination, Backend> backends) {
    return new RouteContext(grpc(), port, mesh.settings().retry(), backends);
  }

  private VirtualHosts.Built host(VirtualHosts.Inputs inputs) {
    Use use = new Use(view.namespace(), inputs.domains().size());
    return memo.get(new MemoName("host", inputs.name(), use), inputs, VirtualHosts::emit);
  }

  void addRoutes(String name, List<VirtualHosts.Built> hosts) {
    addRoutes(new RouteConfigurations.Inputs(name, false, ImmutableList.copyOf(hosts)));
  }

  /** For hosts with whatever port the client names. */
  void addRoutesOfAnyPort(String name, List<VirtualHosts.Built> hosts) {
    addRoutes(new RouteConfigurations.Inputs(name, true, ImmutableList.copyOf(hosts)));
  }

  private void addRoutes(RouteConfigurations.Inputs inputs) {
    Use use = new Use(view.namespace(), inputs.hosts().size());
    add(memo.get(new MemoName("routes", inputs.name(), use), inputs, RouteConfigurations::emit));
  }

  /**
   * Adds a listener, unless another one has its address.
   *
   * @param origin what it is for
   */
  void addListener(Listeners.Inputs inputs, Origin origin) {
    Origin owner = collected.listeners.putIfAbsent(inputs.at().name(), origin);
    if (owner == null) {
      ListenerSettings.Inputs settled =
          new ListenerSettings.Inputs(inputs, mesh.settings().listeners());
      add(
          memo.get(
              new MemoName("listener", inputs.at().name(), view.role()),
              settled,
              ListenerSettings::emit));
    } else {
      conflict(origin, owner, inputs.at().text());
    }
  }

  /**
   * The rules that a service's port has for this proxy, without what doesn't concern it; none if
   * none of them is meant for it. An override comes first, then a table that names the host in
   * full, then routes, then a table with a wildcard.
   */
  Optional<ImmutableList<RouteRule>> rules(Service service, int port) {
    String host = service.host();
    return mesh.linked()
        .services()
        .override(host, port, view.namespace())
        .or(() -> rules(mesh.routes().allInMesh(host), port))
        .or(() -> mesh.linked().services().routes(host, port, view.namespace()))
        .or(
            () ->
                rules(
                    mesh.routes().inMeshByWildcard(host).stream()
                        .collect(ImmutableList.toImmutableList()),
                    port));
  }

  /** Whether what counts for a service's port is attached to it: a route or an override. */
  boolean hasAttached(Service service, int port) {
    String host = service.host();
    return mesh.linked().services().override(host, port, view.namespace()).isPresent()
        || (mesh.linked().services().routes(host, port, view.namespace()).isPresent()
            && rules(mesh.routes().allInMesh(host), port).isEmpty());
  }

  /** The rules that are written for another name of a service. */
  Optional<ImmutableList<RouteRule>> rules(Alias alias, int port) {
    return rules(mesh.routes().allInMesh(alias.host()), port);
  }

  /** The rules that concern this proxy on this port, of the first table that has any. */
  Optional<ImmutableList<RouteRule>> rules(ImmutableList<RouteTable> tables, int port) {
    return tables.stream()
        .map(RouteTable::rules)
        .filter(rules -> !inMesh(port).excludeAll(rules))
        .findFirst()
        .map(rules -> inMesh(port).apply(rules));
  }

  private ClientConditions inMesh(int port) {
    return new ClientConditions(view, port, IN_MESH);
  }

  private ImmutableMap<Destination, Backend> backends(ImmutableList<RouteRule> rules, int port) {
    Map<Destination, Backend> backends = new LinkedHashMap<>();
    for (RouteRule rule : rules) {
      if (rule.action() instanceof Forward forward) {
        forward
            .allDestinations()
            .forEach(
                destination ->
                    backends.computeIfAbsent(
                        destination, d -> resolver.resolve(d, OptionalInt.of(port))));
      }
    }
    return ImmutableMap.copyOf(backends);
  }

  void report(Diagnostic diagnostic) {
    collected.diagnostics.add(diagnostic);
  }

  /** The cluster of a destination, whether or not it exists. */
  String cluster(Destination destination) {
    return resolver.resolve(destination, OptionalInt.empty()).key().name();
  }

  /** A port that another one has already. */
  void conflict(Origin loser, Origin winner, String what) {
    report(
        Diagnostic.of(
                Code.CONFLICTING_PORT,
                loser,
                what
                    + " is taken by "
                    + (winner.kind().isEmpty() ? winner.name() : winner.objectName()),
                "Give one of them another port, or intercept traffic (INTERCEPTION_MODE).")
            .relatedTo(winner));
  }
}
