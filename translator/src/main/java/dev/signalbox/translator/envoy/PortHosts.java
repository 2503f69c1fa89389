package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.signalbox.translator.model.Alias;
import dev.signalbox.translator.model.HostPattern;
import dev.signalbox.translator.model.RouteIndex;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The virtual hosts of a port in the mesh. */
final class PortHosts {
  /** Hosts that are no service are found here, as in Istio. */
  static final int HOSTS_WITHOUT_SERVICE = 80;

  private static final ImmutableList<String> ANY = ImmutableList.of("*");

  private final Resources resources;
  private final Optional<Frontends> frontends;

  PortHosts(Resources resources) {
    this(resources, Optional.empty());
  }

  /**
   * @param frontends where connections are told by their addresses
   */
  PortHosts(Resources resources, Optional<Frontends> frontends) {
    this.resources = resources;
    this.frontends = frontends;
  }

  /** A service with one of its ports. */
  record Exposed(Service service, ServicePort port) {}

  /** Which of a service's names a configuration matches. */
  enum Naming {
    WITH_AND_WITHOUT_PORT,
    /** For a configuration of all ports, where a name alone means a service's only or port 80. */
    PORT_UNLESS_OBVIOUS
  }

  /** The services' hosts, and where the port has them the hosts that only rules know. */
  List<VirtualHosts.Built> hosts(Iterable<Exposed> exposed, Naming naming, boolean withoutService) {
    List<VirtualHosts.Built> hosts = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Exposed one : exposed) {
      ImmutableList<String> domains = free(domains(one, naming), taken);
      if (!domains.isEmpty()) {
        hosts.add(host(one, domains, frontends.flatMap(all -> all.calledAt(one))));
      }
      addRoutedAliases(one, naming, hosts, taken);
    }
    if (withoutService) {
      addHostsWithoutService(exposed, hosts, taken);
    } else if (naming == Naming.WITH_AND_WITHOUT_PORT) {
      addHostsBesideServices(exposed, hosts, taken);
    }
    return hosts;
  }

  /** A wildcard stands for services alone if it stands for any. */
  private void addHostsWithoutService(
      Iterable<Exposed> exposed, List<VirtualHosts.Built> hosts, Set<String> taken) {
    resources
        .mesh()
        .routes()
        .names()
        .forEach(
            (host, table) -> {
              if (!host.startsWith("*") || !coversAny(host, exposed)) {
                addHost(host, table, HOSTS_WITHOUT_SERVICE, hosts, taken);
              }
            });
  }

  private static boolean coversAny(String pattern, Iterable<Exposed> exposed) {
    return Iterables.any(exposed, one -> HostPattern.covers(pattern, one.service.host()));
  }

  /** A host that is no service is also on the ports of the services beside it in its table. */
  private void addHostsBesideServices(
      Iterable<Exposed> exposed, List<VirtualHosts.Built> hosts, Set<String> taken) {
    RouteIndex routes = resources.mesh().routes();
    for (Exposed one : exposed) {
      String service = one.service.host();
      routes
          .inMesh(service)
          .or(() -> routes.inMeshByWildcard(service))
          .ifPresent(
              table ->
                  table.hosts().stream()
                      .filter(host -> !host.startsWith("*"))
                      .filter(host -> table.equals(routes.names().get(host)))
                      .forEach(host -> addHost(host, table, one.port.number(), hosts, taken)));
    }
  }

  private void addHost(
      String host, RouteTable table, int port, List<VirtualHosts.Built> hosts, Set<String> taken) {
    if (resources.mesh().meant(host).isPresent()) {
      return;
    }
    ImmutableList<String> names = Domains.names(host, resources.view().namespace());
    ImmutableList<RouteTable> exact = resources.mesh().routes().allInMesh(host);
    Optional<ImmutableList<RouteRule>> rules =
        resources.rules(exact.isEmpty() ? ImmutableList.of(table) : exact, port);
    if (rules.isPresent()) {
      ImmutableList<String> domains = free(Domains.withAndWithout(names, port), taken);
      if (!domains.isEmpty()) {
        hosts.add(resources.host(host + ":" + port, domains, port, rules.get()));
      }
    }
  }

  /** For connections to a service's own addresses: whatever a request names, it is meant. */
  List<VirtualHosts.Built> atAddress(Exposed exposed) {
    List<VirtualHosts.Built> hosts = new ArrayList<>();
    hosts.add(host(exposed, ANY, Optional.empty()));
    addRoutedAliases(exposed, Naming.WITH_AND_WITHOUT_PORT, hosts, new HashSet<>());
    return hosts;
  }

  private VirtualHosts.Built host(
      Exposed exposed, ImmutableList<String> domains, Optional<VirtualHosts.CalledAt> calledAt) {
    Service service = exposed.service;
    int port = exposed.port.number();
    String name = service.host() + ":" + port;
    return resources
        .rules(service, port)
        .map(rules -> resources.host(name, domains, port, rules, calledAt))
        .orElseGet(() -> resources.plainHost(name, domains, service, port));
  }

  /** An alias that has rules is a host of its own. */
  private void addRoutedAliases(
      Exposed exposed, Naming naming, List<VirtualHosts.Built> hosts, Set<String> taken) {
    int port = exposed.port.number();
    for (Alias alias : resources.mesh().aliases().of(exposed.service.host())) {
      ImmutableList<String> names = Domains.names(alias.host(), resources.view().namespace());
      Optional<ImmutableList<RouteRule>> rules = resources.rules(alias, port);
      if (rules.isPresent()) {
        ImmutableList<String> domains = free(ported(exposed, names, naming), taken);
        if (!domains.isEmpty()) {
          hosts.add(resources.host(alias.host() + ":" + port, domains, port, rules.get()));
        }
      }
    }
  }

  private ImmutableList<String> domains(Exposed exposed, Naming naming) {
    String namespace = resources.view().namespace();
    ImmutableList.Builder<String> names = ImmutableList.builder();
    names.addAll(Domains.names(exposed.service, namespace));
    for (Alias alias : resources.mesh().aliases().of(exposed.service.host())) {
      if (resources.rules(alias, exposed.port.number()).isEmpty()) {
        names.addAll(Domains.names(alias.host(), namespace));
      }
    }
    return ported(exposed, names.build(), naming);
  }

  private static ImmutableList<String> ported(
      Exposed exposed, ImmutableList<String> names, Naming naming) {
    int port = exposed.port.number();
    boolean obvious = port == HOSTS_WITHOUT_SERVICE || (exposed.service.ports().size() == 1);
    return naming == Naming.WITH_AND_WITHOUT_PORT || obvious
        ? Domains.withAndWithout(names, port)
        : Domains.with(names, port);
  }

  /** Envoy refuses a configuration in which a domain stands twice: the first one keeps it. */
  private static ImmutableList<String> free(ImmutableList<String> domains, Set<String> taken) {
    return domains.stream().filter(taken::add).collect(ImmutableList.toImmutableList());
  }
}
