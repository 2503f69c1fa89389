package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The virtual hosts of a port in the mesh. */
final class PortHosts {
  /** Hosts that are no service are found here, as in Istio. */
  static final int HOSTS_WITHOUT_SERVICE = 80;

  private final Resources resources;

  PortHosts(Resources resources) {
    this.resources = resources;
  }

  /** A service with one of its ports. */
  record Exposed(Service service, ServicePort port) {}

  /** Which of a service's names a configuration matches. */
  enum Naming {
    WITH_AND_WITHOUT_PORT,
    /** For a configuration of all ports, where a name alone means a service's only or port 80. */
    PORT_UNLESS_OBVIOUS
  }

  List<VirtualHosts.Built> hosts(Iterable<Exposed> exposed, Naming naming) {
    List<VirtualHosts.Built> hosts = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Exposed one : exposed) {
      ImmutableList<String> domains = free(domains(one, naming), taken);
      if (!domains.isEmpty()) {
        hosts.add(host(one, domains));
      }
    }
    return hosts;
  }

  /** The hosts that only rules know. */
  List<VirtualHosts.Built> hostsWithoutService(int port) {
    List<VirtualHosts.Built> hosts = new ArrayList<>();
    for (Map.Entry<String, RouteTable> entry : resources.mesh().routes().owners().entrySet()) {
      String host = entry.getKey();
      if (resources.mesh().service(host).isEmpty()) {
        hosts.add(
            resources.host(
                host + ":" + port,
                Domains.withAndWithout(Domains.names(host, resources.view().namespace()), port),
                port,
                resources.rules(entry.getValue().rules(), port)));
      }
    }
    return hosts;
  }

  private VirtualHosts.Built host(Exposed exposed, ImmutableList<String> domains) {
    Service service = exposed.service;
    int port = exposed.port.number();
    String name = service.host() + ":" + port;
    Optional<RouteTable> table = resources.mesh().routes().inMesh(service.host());
    return table
        .map(t -> resources.host(name, domains, port, resources.rules(t.rules(), port)))
        .orElseGet(() -> resources.plainHost(name, domains, service, port));
  }

  private ImmutableList<String> domains(Exposed exposed, Naming naming) {
    ImmutableList<String> names = Domains.names(exposed.service, resources.view().namespace());
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
