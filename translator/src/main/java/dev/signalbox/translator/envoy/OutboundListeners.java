package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.envoy.PortHosts.Naming;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A sidecar's listeners for calls to services, a listener for each port, with their routes. */
final class OutboundListeners {
  /** Which service has a port where only one can have it. */
  static final Comparator<Exposed> ORDER =
      Comparator.comparing((Exposed exposed) -> exposed.service().namespace())
          .thenComparing(exposed -> exposed.service().origin().name())
          .thenComparing(exposed -> exposed.service().host());

  private final Resources resources;
  private final Binding binding;
  private final Optional<VirtualHosts.Built> unknownHosts;
  private final PortHosts hosts;
  private final boolean withoutService;
  private final TreeMap<Integer, List<Exposed>> ports = new TreeMap<>();

  /**
   * Where listeners are.
   *
   * @param real whether they bind; else they get their connections from virtualOutbound
   * @param byService whether a TCP service with addresses has listeners of its own there
   */
  record Binding(String address, boolean real, boolean byService) {
    Listeners.At at(int port) {
      return new Listeners.At(address, port, real);
    }
  }

  /**
   * @param resources with the services and rules that these listeners have
   * @param unknownHosts what becomes of requests to any other host; 404 if empty
   * @param taken ports that have listeners already
   */
  OutboundListeners(
      Resources resources,
      Binding binding,
      Optional<VirtualHosts.Built> unknownHosts,
      ImmutableSet<Integer> taken) {
    this.resources = resources;
    this.binding = binding;
    this.unknownHosts = unknownHosts;
    this.hosts = new PortHosts(resources);
    for (Service service : resources.mesh().services().values()) {
      for (ServicePort port : service.ports()) {
        if (!taken.contains(port.number())) {
          ports
              .computeIfAbsent(port.number(), number -> new ArrayList<>())
              .add(new Exposed(service, port));
        }
      }
    }
    ports.values().forEach(list -> list.sort(ORDER));
    this.withoutService = !taken.contains(PortHosts.HOSTS_WITHOUT_SERVICE);
  }

  void add() {
    ports.forEach(this::port);
    if (withoutService) {
      hostsWithoutService();
    }
  }

  private void port(int number, List<Exposed> exposed) {
    List<Exposed> tcp = exposed.stream().filter(e -> e.port().protocol() == Protocol.TCP).toList();
    List<Exposed> http = exposed.stream().filter(e -> e.port().protocol().mayBeHttp()).toList();
    if (!http.isEmpty()) {
      routes(number, http);
    }
    List<Exposed> shared = binding.byService ? withoutAddresses(tcp) : tcp;
    Exposed owner =
        Iterables.getFirst(ImmutableList.sortedCopyOf(ORDER, Iterables.concat(http, shared)), null);
    if (owner == null) {
      return;
    }
    Listeners.At at = binding.at(number);
    if (owner.port().protocol() == Protocol.TCP) {
      resources.addListener(tcp(at, owner), owner.service().origin());
      Iterables.concat(http, shared).forEach(other -> conflict(other, owner, at));
    } else {
      resources.addListener(http(at, http), owner.service().origin());
      shared.forEach(other -> conflict(other, owner, at));
    }
  }

  private void conflict(Exposed loser, Exposed winner, Listeners.At at) {
    if (!loser.equals(winner)) {
      resources.conflict(
          loser.service().origin(), winner.service().origin(), at.address() + ":" + at.port());
    }
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
    unknownHosts.ifPresent(built::add);
    resources.addRoutes(Integer.toString(number), built);
  }

  /** A route configuration for port 80 is there even if no service has that port. */
  private void hostsWithoutService() {
    int number = PortHosts.HOSTS_WITHOUT_SERVICE;
    boolean served =
        ports.getOrDefault(number, List.of()).stream()
            .anyMatch(exposed -> exposed.port().protocol().mayBeHttp());
    if (served) {
      return;
    }
    List<VirtualHosts.Built> built =
        hosts.hosts(ImmutableList.of(), Naming.WITH_AND_WITHOUT_PORT, true);
    if (!built.isEmpty()) {
      unknownHosts.ifPresent(built::add);
      resources.addRoutes(Integer.toString(number), built);
      resources.addListener(
          new Listeners.Http(binding.at(number), Integer.toString(number), false, 0),
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
}
