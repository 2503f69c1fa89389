package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.ApiGateway;
import dev.signalbox.translator.model.LinkedGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** What the proxy of a Gateway API Gateway gets: its listeners with their routes. */
final class ApiGatewayResources {
  private ApiGatewayResources() {}

  /**
   * Adds them.
   *
   * @param bindPort where a listener's port is bound
   */
  static void add(Resources resources, ProxyView view, IntUnaryOperator bindPort) {
    for (LinkedGateway gateway : resources.mesh().linked().gateways()) {
      if (isProxyOf(gateway, view)) {
        gateway
            .ports()
            .forEach(
                (number, port) -> port(resources, view, number, port, bindPort.applyAsInt(number)));
      }
    }
  }

  private static boolean isProxyOf(LinkedGateway gateway, ProxyView view) {
    return gateway.origin().namespace().equals(view.namespace())
        && gateway.origin().name().equals(view.labels().get(ApiGateway.NAME_LABEL));
  }

  private static void port(
      Resources resources, ProxyView view, int number, LinkedGateway.Port port, int bound) {
    Listeners.At at = new Listeners.At(view.bindAddress(), bound, true);
    if (port.connections().isPresent()) {
      TcpTarget target = resources.tcpChains().target(port.connections().get(), number);
      resources.addListener(
          new Listeners.Tcp(
              at, Optional.empty(), ImmutableList.of(new TcpChain(ImmutableList.of(), target))),
          port.origin());
    }
    if (port.hosts().isEmpty()) {
      return;
    }
    String name = "http." + number;
    List<VirtualHosts.Built> hosts = new ArrayList<>();
    port.hosts()
        .forEach(
            (host, rules) ->
                hosts.add(
                    resources.host(host + ":" + number, ImmutableList.of(host), number, rules)));
    resources.addRoutesOfAnyPort(name, hosts);
    resources.addListener(
        new Listeners.Http(
            at, name, true, view.numTrustedProxies(), Optional.empty(), ImmutableList.of()),
        port.origin());
  }
}
