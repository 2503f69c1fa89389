package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.envoy.OutboundListeners.Binding;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.envoy.PortHosts.Naming;
import dev.signalbox.translator.model.Sidecar.Egress;
import dev.signalbox.translator.model.Sidecar.ListenPort;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An egress listener through which all ports are reached: a unix socket or an HTTP proxy. */
final class AnyPortListener {
  private static final Comparator<Exposed> ORDER =
      Comparator.comparing((Exposed exposed) -> exposed.port().number() != 80)
          .thenComparing(OutboundListeners.ORDER);

  private final Resources resources;
  private final Egress listener;
  private final Binding binding;
  private final UnknownHosts unknown;

  AnyPortListener(Resources resources, Egress listener, Binding binding, UnknownHosts unknown) {
    this.resources = resources;
    this.listener = listener;
    this.binding = binding;
    this.unknown = unknown;
  }

  void add() {
    ListenPort port = listener.port().orElseThrow();
    Listeners.At at = binding.at(port.number());
    if (port.protocol().isTcp()) {
      exposed(resources, false).stream().findFirst().ifPresent(first -> addTcp(at, first));
      return;
    }
    String routes = port.number() == 0 ? listener.bind() : Integer.toString(port.number());
    List<VirtualHosts.Built> built = hosts(resources);
    unknown.host().ifPresent(built::add);
    resources.addRoutes(routes, built);
    resources.addListener(
        OutboundListeners.http(resources, at, routes, exposed(resources, true), ImmutableList.of()),
        listener.origin());
  }

  private void addTcp(Listeners.At at, Exposed first) {
    resources.addListener(
        new Listeners.Tcp(
            at,
            Optional.empty(),
            TcpChain.distinct(resources.tcpChains().of(first, ImmutableList.of()))),
        listener.origin());
  }

  /** The hosts of all ports; a name without a port is a service's only one or its port 80. */
  static List<VirtualHosts.Built> hosts(Resources resources) {
    return new PortHosts(resources)
        .hosts(exposed(resources, true), Naming.PORT_UNLESS_OBVIOUS, true);
  }

  /** Services with their ports, in the order in which they get names. */
  static List<Exposed> exposed(Resources resources, boolean http) {
    return resources.mesh().services().values().stream()
        .flatMap(service -> service.ports().stream().map(port -> new Exposed(service, port)))
        .filter(exposed -> !http || exposed.port().protocol().mayBeHttp())
        .sorted(ORDER)
        .toList();
  }
}
