package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Endpoint;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What intercepted connections to TCP services are told by: an address of the service or, of a
 * headless one, of an endpoint has a listener of its own; a block of addresses has a chain in the
 * listener of the port.
 */
final class OwnTcpListeners {
  private final Resources resources;
  private final String unknown;
  private final List<TcpChain> ofBlocks = new ArrayList<>();

  /**
   * @param unknown the cluster of connections that no rule is for
   */
  OwnTcpListeners(Resources resources, String unknown) {
    this.resources = resources;
    this.unknown = unknown;
  }

  List<TcpChain> ofBlocks() {
    return ofBlocks;
  }

  /** Those that nothing tells apart remain: they have the port for themselves. */
  List<Exposed> add(List<Exposed> tcp) {
    List<Exposed> without = new ArrayList<>();
    for (Exposed exposed : tcp) {
      if (exposed.service().resolution() == Resolution.HEADLESS) {
        headless(exposed);
      } else if (exposed.service().addresses().isEmpty()) {
        without.add(exposed);
      } else {
        addresses(exposed);
      }
    }
    return without;
  }

  private void headless(Exposed exposed) {
    int port = exposed.port().number();
    for (Endpoint endpoint : resources.mesh().endpoints(exposed.service().host(), port)) {
      if (!Address.isUnix(endpoint.address())) {
        add(new Listeners.At(endpoint.address(), port, false), exposed);
      }
    }
  }

  /** A Kubernetes Service has its addresses together, one of each family. */
  private void addresses(Exposed exposed) {
    Service service = exposed.service();
    int port = exposed.port().number();
    ImmutableList<String> single =
        service.addresses().stream()
            .filter(address -> !address.contains("/"))
            .collect(ImmutableList.toImmutableList());
    ImmutableList<Subnet> blocks =
        service.addresses().stream()
            .filter(address -> address.contains("/"))
            .flatMap(block -> Subnet.parse(block).stream())
            .collect(ImmutableList.toImmutableList());
    if (service.podsFromSlices() && !single.isEmpty()) {
      add(new Listeners.At(single.get(0), port, false, single.subList(1, single.size())), exposed);
    } else {
      single.forEach(address -> add(new Listeners.At(address, port, false), exposed));
    }
    if (!blocks.isEmpty()) {
      ofBlocks.addAll(resources.tcpChains().of(exposed, blocks));
    }
  }

  private void add(Listeners.At at, Exposed exposed) {
    resources.addListener(
        new Listeners.Tcp(
            at,
            Optional.of(unknown),
            TcpChain.distinct(resources.tcpChains().of(exposed, ImmutableList.of()))),
        exposed.service().origin());
  }
}
