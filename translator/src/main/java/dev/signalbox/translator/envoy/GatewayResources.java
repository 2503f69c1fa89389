package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.Labels;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What a gateway gets: the servers of the Gateways that select it. */
final class GatewayResources {
  private final Resources resources;
  private final ProxyView view;

  private GatewayResources(Mesh mesh, ProxyView view, Memo memo) {
    this.resources = new Resources(mesh, view, memo);
    this.view = view;
  }

  /** A server with the Gateway that it is of. */
  private record Opened(Gateway gateway, Gateway.Server server) {}

  static Resources of(Mesh mesh, ProxyView view, Memo memo) {
    GatewayResources gateway = new GatewayResources(mesh, view, memo);
    gateway.resources.addServiceClusters();
    gateway.servers().forEach(gateway::port);
    return gateway.resources;
  }

  private Map<Integer, List<Opened>> servers() {
    Map<Integer, List<Opened>> byPort = new TreeMap<>();
    for (Gateway gateway : resources.mesh().gateways()) {
      if (Labels.contains(view.labels(), gateway.selector())) {
        for (Gateway.Server server : gateway.servers()) {
          byPort
              .computeIfAbsent(server.port(), port -> new ArrayList<>())
              .add(new Opened(gateway, server));
        }
      }
    }
    return byPort;
  }

  private void port(int number, List<Opened> servers) {
    String name = "http." + number;
    resources.addRoutesOfAnyPort(name, hosts(number, servers));
    resources.addListener(
        new Listeners.Http(
            new Listeners.At(view.bindAddress(), bindPort(number), true),
            name,
            true,
            view.numTrustedProxies()),
        servers.get(0).server().origin());
  }

  /** The targetPort of a Service that selects the proxy, if one has the server's port. */
  private int bindPort(int number) {
    for (Service service : resources.mesh().services().values()) {
      Optional<ServicePort> port = service.port(number);
      if (port.isPresent() && InboundPorts.selects(service, view)) {
        OptionalInt target = InboundPorts.target(resources.mesh(), service, port.get());
        if (target.isPresent()) {
          return target.getAsInt();
        }
      }
    }
    return number;
  }

  /** The rules of several VirtualServices for a host follow each other, what takes all last. */
  private List<VirtualHosts.Built> hosts(int number, List<Opened> servers) {
    Map<String, SetMultimap<RouteTable, String>> rules = new TreeMap<>();
    for (Opened opened : servers) {
      for (RouteTable table : resources.mesh().routes().at(opened.gateway)) {
        for (String host : opened.server.served(table)) {
          rules
              .computeIfAbsent(host, key -> LinkedHashMultimap.create())
              .put(table, opened.gateway.reference());
        }
      }
    }
    List<VirtualHosts.Built> built = new ArrayList<>();
    rules.forEach(
        (host, tables) ->
            built.add(
                resources.host(
                    host + ":" + number, ImmutableList.of(host), number, merged(tables, number))));
    return built;
  }

  /**
   * @param tables with the gateways that each is bound to
   */
  private ImmutableList<RouteRule> merged(SetMultimap<RouteTable, String> tables, int port) {
    ImmutableList.Builder<ImmutableList<RouteRule>> rules = ImmutableList.builder();
    Multimaps.asMap(tables)
        .forEach(
            (table, gateways) ->
                rules.add(new ClientConditions(view, port, gateways).apply(table.rules())));
    return MergedRules.of(rules.build());
  }
}
