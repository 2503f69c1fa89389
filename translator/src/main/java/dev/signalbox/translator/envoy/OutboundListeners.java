package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.envoy.PortHosts.Naming;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
  private final UnknownHosts unknown;
  private final Optional<Frontends> frontends;
  private final PortHosts hosts;
  private final boolean withoutService;
  private final TreeMap<Integer, List<Exposed>> ports = new TreeMap<>();

  /**
   * Where listeners are.
   *
   * @param more addresses beside the first one
   * @param real whether they bind; else they get their connections from virtualOutbound
   * @param byService whether a TCP service with addresses has listeners of its own there
   */
  record Binding(String address, ImmutableList<String> more, boolean real, boolean byService) {

    /** For connections that virtualOutbound hands on. */
    static Binding anyAddress(ProxyView view) {
      Listeners.At any = Listeners.At.anyAddress(view, 0);
      return new Binding(any.address(), any.more(), false, true);
    }

    Listeners.At at(int port) {
      return new Listeners.At(address, port, real, more);
    }
  }

  /** Which ports get listeners. */
  record Ports(OptionalInt only, Optional<Protocol> protocol, ImmutableSet<Integer> without) {
    static final Ports ALL = new Ports(OptionalInt.empty(), Optional.empty(), ImmutableSet.of());

    /**
     * One port, of which the protocol is said.
     *
     * @param protocol whatever the services say
     */
    static Ports one(int number, Protocol protocol) {
      return new Ports(OptionalInt.of(number), Optional.of(protocol), ImmutableSet.of());
    }

    static Ports allBut(ImmutableSet<Integer> without) {
      return new Ports(OptionalInt.empty(), Optional.empty(), without);
    }

    boolean has(int number) {
      return only.isPresent() ? only.getAsInt() == number : !without.contains(number);
    }

    ServicePort asListened(ServicePort port) {
      return protocol.map(port::withProtocol).orElse(port);
    }
  }

  /**
   * @param resources with the services and rules that these listeners have
   * @param unknown what becomes of calls to any other host
   */
  OutboundListeners(Resources resources, Binding binding, UnknownHosts unknown, Ports which) {
    this.resources = resources;
    this.binding = binding;
    this.unknown = unknown;
    this.frontends =
        binding.byService ? Optional.of(new Frontends(resources, unknown)) : Optional.empty();
    this.hosts = new PortHosts(resources, frontends);
    for (Service service : resources.mesh().services().values()) {
      for (ServicePort port : service.ports()) {
        if (which.has(port.number())) {
          ports
              .computeIfAbsent(port.number(), number -> new ArrayList<>())
              .add(new Exposed(service, which.asListened(port)));
        }
      }
    }
    ports.values().forEach(list -> list.sort(ORDER));
    this.withoutService = which.has(PortHosts.HOSTS_WITHOUT_SERVICE);
  }

  void add() {
    ports.forEach(this::port);
    if (withoutService) {
      hostsWithoutService();
    }
  }

  private void port(int number, List<Exposed> exposed) {
    List<Exposed> tcp = exposed.stream().filter(e -> e.port().protocol().isTcp()).toList();
    List<Exposed> http = exposed.stream().filter(e -> e.port().protocol().mayBeHttp()).toList();
    if (!http.isEmpty()) {
      routes(number, http);
      frontends.ifPresent(all -> http.stream().filter(Frontends::has).forEach(e -> own(all, e)));
    }
    List<TcpChain> ofBlocks = new ArrayList<>();
    List<Exposed> shared = tcp;
    if (binding.byService) {
      OwnTcpListeners own = new OwnTcpListeners(resources, unknown.cluster());
      shared = own.add(tcp).stream().filter(e -> !goesWhereItWasGoing(e)).toList();
      ofBlocks.addAll(own.ofBlocks());
    }
    Exposed owner =
        Iterables.getFirst(ImmutableList.sortedCopyOf(ORDER, Iterables.concat(http, shared)), null);
    Listeners.At at = binding.at(number);
    if (owner == null) {
      addBlocks(at, ofBlocks, tcp);
    } else if (owner.port().protocol().isTcp()) {
      ofBlocks.addAll(resources.tcpChains().of(owner, ImmutableList.of()));
      resources.addListener(
          new Listeners.Tcp(at, Optional.empty(), TcpChain.distinct(ofBlocks)),
          owner.service().origin());
      Iterables.concat(http, shared).forEach(other -> conflict(other, owner, at));
    } else {
      resources.addListener(
          http(at, Integer.toString(number), http, ofBlocks), owner.service().origin());
      shared.forEach(other -> conflict(other, owner, at));
    }
  }

  /**
   * Connections to a routed service's addresses have a listener of their own. Its routes are there
   * before and after, so that connections that outlive it hear of its end.
   */
  private void own(Frontends all, Exposed exposed) {
    String routes = exposed.service().host() + ":" + exposed.port().number();
    resources.addRoutes(routes, hosts.atAddress(exposed));
    if (all.isRouted(exposed)) {
      resources.addListener(
          http(Frontends.at(exposed), routes, ImmutableList.of(exposed), ImmutableList.of()),
          exposed.service().origin());
    }
  }

  /**
   * TLS to a host outside, without addresses: only the name in its greeting would tell it from TLS
   * to other hosts, which the port must not take from them.
   */
  private boolean goesWhereItWasGoing(Exposed exposed) {
    return exposed.port().protocol() == Protocol.TLS
        && exposed.service().shortName().isEmpty()
        && unknown.cluster().equals(OriginalDestinationClusters.PASSTHROUGH);
  }

  /** A port on which services have nothing but blocks of addresses. */
  private void addBlocks(Listeners.At at, List<TcpChain> ofBlocks, List<Exposed> tcp) {
    if (!ofBlocks.isEmpty()) {
      resources.addListener(
          new Listeners.Tcp(at, Optional.of(unknown.cluster()), TcpChain.distinct(ofBlocks)),
          tcp.get(0).service().origin());
    }
  }

  private void conflict(Exposed loser, Exposed winner, Listeners.At at) {
    if (!loser.equals(winner)) {
      resources.conflict(loser.service().origin(), winner.service().origin(), at.text());
    }
  }

  /** Where a service doesn't declare a protocol, the first such service gets what isn't HTTP. */
  private Listeners.Inputs http(
      Listeners.At at, String routes, List<Exposed> exposed, List<TcpChain> ofBlocks) {
    Optional<Exposed> undeclared =
        exposed.stream().filter(e -> e.port().protocol() == Protocol.UNSPECIFIED).findFirst();
    if (undeclared.isEmpty()) {
      return http(resources, at, routes, exposed, TcpChain.distinct(ofBlocks));
    }
    List<TcpChain> chains = new ArrayList<>(ofBlocks);
    chains.addAll(resources.tcpChains().of(undeclared.get(), ImmutableList.of()));
    return new Listeners.Sniffed(
        http(resources, at, routes, exposed, ImmutableList.of()), TcpChain.distinct(chains));
  }

  /** A listener for requests, whatever hosts they name. */
  static Listeners.Http http(
      Resources resources,
      Listeners.At at,
      String routes,
      Iterable<Exposed> exposed,
      ImmutableList<TcpChain> chains) {
    Optional<IpFamilies> dynamicDns = Optional.empty();
    for (Exposed one : exposed) {
      if (one.service().resolution() == Resolution.DYNAMIC_DNS) {
        dynamicDns = Optional.of(resources.view().ipFamilies());
      }
    }
    return new Listeners.Http(at, routes, false, 0, dynamicDns, chains);
  }

  private void routes(int number, List<Exposed> http) {
    List<VirtualHosts.Built> built =
        hosts.hosts(http, Naming.WITH_AND_WITHOUT_PORT, number == PortHosts.HOSTS_WITHOUT_SERVICE);
    unknown.host().ifPresent(built::add);
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
      unknown.host().ifPresent(built::add);
      resources.addRoutes(Integer.toString(number), built);
      resources.addListener(
          http(
              resources,
              binding.at(number),
              Integer.toString(number),
              ImmutableList.of(),
              ImmutableList.of()),
          resources.mesh().routes().names().values().iterator().next().origin());
    }
  }
}
