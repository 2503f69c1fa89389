package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.envoy.PortHosts.Naming;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** What a sidecar gets. */
final class SidecarResources {
  private static final Comparator<Exposed> ORDER =
      Comparator.comparing((Exposed exposed) -> exposed.service().namespace())
          .thenComparing(exposed -> exposed.service().origin().name())
          .thenComparing(exposed -> exposed.service().host());

  /** Not an object's: it stands in the node's metadata. */
  private static final Origin PROXY_PORT = new Origin("", "", "HTTP_PROXY_PORT", "");

  private static final String ANY_ADDRESS = "0.0.0.0";

  private final Resources resources;
  private final ProxyView view;
  private final boolean intercepts;
  private final PortHosts hosts;
  private final TreeMap<Integer, List<Exposed>> ports = new TreeMap<>();

  private SidecarResources(Mesh mesh, ProxyView view, Memo memo) {
    this.resources = new Resources(mesh, view, memo);
    this.view = view;
    this.intercepts = view.interception() != Interception.NONE;
    this.hosts = new PortHosts(resources);
    for (Service service : mesh.services().values()) {
      for (ServicePort port : service.ports()) {
        ports
            .computeIfAbsent(port.number(), number -> new ArrayList<>())
            .add(new Exposed(service, port));
      }
    }
    ports.values().forEach(list -> list.sort(ORDER));
  }

  static Resources of(Mesh mesh, ProxyView view, Memo memo) {
    SidecarResources sidecar = new SidecarResources(mesh, view, memo);
    sidecar.resources.addServiceClusters();
    sidecar.proxyPort();
    sidecar.ports.forEach(sidecar::port);
    sidecar.hostsWithoutService();
    if (sidecar.intercepts) {
      sidecar.intercepted();
    }
    return sidecar.resources;
  }

  private void port(int number, List<Exposed> exposed) {
    List<Exposed> tcp = exposed.stream().filter(e -> e.port().protocol() == Protocol.TCP).toList();
    List<Exposed> http = exposed.stream().filter(e -> e.port().protocol().mayBeHttp()).toList();
    if (!http.isEmpty()) {
      routes(number, http);
    }
    List<Exposed> shared = intercepts ? withoutAddresses(tcp) : tcp;
    Exposed owner = Iterables.getFirst(merge(http, shared), null);
    if (owner == null) {
      return;
    }
    Listeners.At at = at(number);
    if (owner.port().protocol() == Protocol.TCP) {
      resources.addListener(tcp(at, owner), owner.service().origin());
      Iterables.concat(http, shared).forEach(other -> conflict(other, owner, at));
    } else {
      resources.addListener(http(at, http), owner.service().origin());
      shared.forEach(other -> conflict(other, owner, at));
    }
  }

  private static List<Exposed> merge(List<Exposed> http, List<Exposed> tcp) {
    return ImmutableList.sortedCopyOf(ORDER, Iterables.concat(http, tcp));
  }

  private void conflict(Exposed loser, Exposed winner, Listeners.At at) {
    if (!loser.equals(winner)) {
      resources.conflict(
          loser.service().origin(), winner.service().origin(), at.address() + ":" + at.port());
    }
  }

  private Listeners.At at(int port) {
    return intercepts
        ? new Listeners.At(ANY_ADDRESS, port, false)
        : new Listeners.At(view.bindAddress(), port, true);
  }

  private static Listeners.Inputs tcp(Listeners.At at, Exposed exposed) {
    return new Listeners.Tcp(at, cluster(exposed), exposed.service().origin());
  }

  /** Where a service doesn't declare a protocol, the first such service gets what isn't HTTP. */
  private static Listeners.Inputs http(Listeners.At at, List<Exposed> exposed) {
    String routes = Integer.toString(at.port());
    return exposed.stream()
        .filter(e -> e.port().protocol() == Protocol.UNSPECIFIED)
        .findFirst()
        .<Listeners.Inputs>map(
            e -> new Listeners.Sniffed(at, routes, cluster(e), e.service().origin()))
        .orElseGet(() -> new Listeners.Http(at, routes, false, 0));
  }

  private static String cluster(Exposed exposed) {
    return new ClusterKey(exposed.port().number(), "", exposed.service().host()).name();
  }

  private void routes(int number, List<Exposed> http) {
    List<VirtualHosts.Built> built =
        hosts.hosts(http, Naming.WITH_AND_WITHOUT_PORT, number == PortHosts.HOSTS_WITHOUT_SERVICE);
    if (intercepts) {
      built.add(VirtualHosts.allowAny());
    }
    resources.addRoutes(Integer.toString(number), built);
  }

  /** A route configuration for port 80 is there even if no service has that port. */
  private void hostsWithoutService() {
    int number = PortHosts.HOSTS_WITHOUT_SERVICE;
    boolean served =
        ports.getOrDefault(number, List.of()).stream()
            .anyMatch(exposed -> exposed.port().protocol().mayBeHttp());
    List<VirtualHosts.Built> built =
        hosts.hosts(ImmutableList.of(), Naming.WITH_AND_WITHOUT_PORT, true);
    if (!served && !built.isEmpty()) {
      if (intercepts) {
        built.add(VirtualHosts.allowAny());
      }
      resources.addRoutes(Integer.toString(number), built);
      resources.addListener(
          new Listeners.Http(at(number), Integer.toString(number), false, 0),
          resources.mesh().routes().names().values().iterator().next().origin());
    }
  }

  /** Each TCP service with addresses has listeners of its own. */
  private List<Exposed> withoutAddresses(List<Exposed> tcp) {
    List<Exposed> without = new ArrayList<>();
    for (Exposed exposed : tcp) {
      List<String> addresses =
          exposed.service().addresses().stream().filter(a -> !a.contains("/")).toList();
      for (String address : addresses) {
        resources.addListener(
            tcp(new Listeners.At(address, exposed.port().number(), false), exposed),
            exposed.service().origin());
      }
      if (addresses.isEmpty()) {
        without.add(exposed);
      }
    }
    return without;
  }

  /** The listener through which every host is reached by absolute-form requests. */
  private void proxyPort() {
    if (view.httpProxyPort().isEmpty()) {
      return;
    }
    List<Exposed> all =
        ports.values().stream()
            .flatMap(List::stream)
            .filter(exposed -> exposed.port().protocol().mayBeHttp())
            .sorted(
                Comparator.comparing((Exposed e) -> e.port().number() != 80).thenComparing(ORDER))
            .toList();
    List<VirtualHosts.Built> built = hosts.hosts(all, Naming.PORT_UNLESS_OBVIOUS, true);
    resources.addRoutes(ConnectRefusal.ROUTES, ConnectRefusal.inAll(built));
    resources.addListener(
        new Listeners.Http(
            new Listeners.At(view.bindAddress(), view.httpProxyPort().getAsInt(), true),
            ConnectRefusal.ROUTES,
            false,
            0),
        PROXY_PORT);
  }

  private void intercepted() {
    resources.add(Clusters.passthrough());
    resources.add(Clusters.inboundPassthrough());
    boolean transparent = view.interception() == Interception.TPROXY;
    resources.add(Listeners.virtualOutbound(transparent));
    ImmutableList<Listeners.InboundPort> inbound = InboundPorts.of(resources.mesh(), view);
    for (Listeners.InboundPort port : inbound) {
      resources.add(Clusters.inbound(port.cluster(), port.applicationPort()));
    }
    resources.add(Listeners.virtualInbound(inbound, transparent));
  }
}
