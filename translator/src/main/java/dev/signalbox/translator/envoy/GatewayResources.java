package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.Labels;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.RouteTable;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import dev.signalbox.translator.model.TcpRule;
import java.util.ArrayList;
import java.util.Comparator;
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
  record Opened(Gateway gateway, Gateway.Server server) {}

  /** What servers share. */
  private record Place(String bind, int port) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::port).thenComparing(Place::bind);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }

    String routes() {
      return "http." + port + (bind.isEmpty() ? "" : "." + bind);
    }
  }

  static Resources of(Mesh mesh, ProxyView view, Memo memo) {
    GatewayResources gateway = new GatewayResources(mesh, view, memo);
    gateway.resources.addServiceClusters();
    gateway.servers().forEach(gateway::open);
    ApiGatewayResources.add(gateway.resources, view, gateway::bindPort);
    return gateway.resources;
  }

  private Map<Place, List<Opened>> servers() {
    Map<Place, List<Opened>> byPlace = new TreeMap<>();
    for (Gateway gateway : resources.mesh().gateways()) {
      if (Labels.contains(view.labels(), gateway.selector())) {
        for (Gateway.Server server : gateway.servers()) {
          byPlace
              .computeIfAbsent(new Place(server.bind(), server.port()), place -> new ArrayList<>())
              .add(new Opened(gateway, server));
        }
      }
    }
    return byPlace;
  }

  /** The first server says what the port speaks; those that speak something else are left out. */
  private void open(Place place, List<Opened> servers) {
    Gateway.Server first = servers.get(0).server();
    if (first.protocol().isHttp()) {
      List<Opened> http = new ArrayList<>(servers);
      http.removeIf(opened -> !opened.server().protocol().isHttp());
      openHttp(place, http);
      reportConflicts(first, servers, http);
    } else {
      openTcp(place, servers.get(0));
      reportConflicts(first, servers, servers.subList(0, 1));
    }
  }

  private void openHttp(Place place, List<Opened> servers) {
    resources.addRoutesOfAnyPort(
        place.routes(), new GatewayHosts(resources).of(place.port, servers));
    resources.addListener(
        new Listeners.Http(
            at(place), place.routes(), true, trustedProxies(), dynamicDns(), ImmutableList.of()),
        servers.get(0).server().origin());
  }

  private void openTcp(Place place, Opened opened) {
    List<TcpRule> rules = new ArrayList<>();
    for (RouteTable table : resources.mesh().routes().at(opened.gateway)) {
      if (!opened.server.served(table).isEmpty()) {
        rules.addAll(table.tcp());
      }
    }
    resources
        .tcpChains()
        .atGateway(rules, opened.gateway.reference(), place.port)
        .ifPresent(
            target ->
                resources.addListener(
                    new Listeners.Tcp(
                        at(place),
                        Optional.empty(),
                        ImmutableList.of(new TcpChain(ImmutableList.of(), target))),
                    opened.server.origin()));
  }

  private void reportConflicts(Gateway.Server first, List<Opened> all, List<Opened> opened) {
    ImmutableSet<Origin> open =
        opened.stream().map(o -> o.server().origin()).collect(ImmutableSet.toImmutableSet());
    for (Opened one : all) {
      if (!open.contains(one.server().origin())) {
        resources.report(conflict(first, one.server()));
      }
    }
  }

  private static Diagnostic conflict(Gateway.Server first, Gateway.Server server) {
    boolean http = first.protocol().isHttp();
    return Diagnostic.of(
            Code.CONFLICTING_SERVER,
            server.origin().at("port"),
            "port %d is %s of %s"
                .formatted(
                    server.port(), http ? "an HTTP port" : "a port", first.origin().objectName()),
            http ? "Use another port for what isn't HTTP." : "Use another port.")
        .relatedTo(first.origin());
  }

  private Listeners.At at(Place place) {
    return place.bind.isEmpty()
        ? new Listeners.At(view.bindAddress(), bindPort(place.port), true)
        : new Listeners.At(place.bind, bindPort(place.port), true);
  }

  /** What the gateway's own node says, else the mesh. */
  private int trustedProxies() {
    return view.numTrustedProxies() == 0
        ? resources.mesh().settings().numTrustedProxies()
        : view.numTrustedProxies();
  }

  private Optional<IpFamilies> dynamicDns() {
    boolean any =
        resources.mesh().services().values().stream()
            .anyMatch(service -> service.resolution() == Resolution.DYNAMIC_DNS);
    return any ? Optional.of(view.ipFamilies()) : Optional.empty();
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
}
