package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The application's own ports: those of the services that select the proxy. */
final class InboundPorts {
  private InboundPorts() {}

  static ImmutableList<Listeners.InboundPort> of(Mesh mesh, ProxyView view) {
    Map<Integer, Listeners.InboundPort> ports = new TreeMap<>();
    for (Service service : mesh.services().values()) {
      if (selects(service, view)) {
        for (ServicePort port : service.ports()) {
          target(mesh, service, port).ifPresent(t -> ports.putIfAbsent(t, inbound(t, port)));
        }
      }
    }
    return ImmutableList.copyOf(ports.values());
  }

  static boolean selects(Service service, ProxyView view) {
    return service.namespace().equals(view.namespace())
        && service.selector().selects(view.labels());
  }

  /** A named port's number is taken from an endpoint: the proxy's node doesn't tell it. */
  static OptionalInt target(Mesh mesh, Service service, ServicePort port) {
    if (port.targetNumber().isPresent()) {
      return port.targetNumber();
    }
    return mesh.endpoints(service.host(), port.number()).stream()
        .mapToInt(endpoint -> endpoint.port())
        .findFirst();
  }

  private static Listeners.InboundPort inbound(int target, ServicePort port) {
    return new Listeners.InboundPort(target, port.protocol().isHttp(), "inbound|" + target + "||");
  }
}
