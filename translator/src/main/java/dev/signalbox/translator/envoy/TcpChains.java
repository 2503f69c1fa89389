package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.DestinationResolver;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteIndex;
import dev.signalbox.translator.model.ServiceRoutes;
import dev.signalbox.translator.model.Subnet;
import dev.signalbox.translator.model.TcpRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a service's connections go, by the rules for them. */
final class TcpChains {
  /** Of a rule that can't be built: there is no such cluster, so Envoy closes the connection. */
  private static final String NOWHERE = "BlackHoleCluster";

  private final RouteIndex routes;
  private final ServiceRoutes attached;
  private final ProxyView view;
  private final DestinationResolver resolver;

  TcpChains(
      RouteIndex routes, ServiceRoutes attached, ProxyView view, DestinationResolver resolver) {
    this.routes = routes;
    this.attached = attached;
    this.view = view;
    this.resolver = resolver;
  }

  /**
   * The chains of one port of a service.
   *
   * @param blocks what addresses of the service the listener has to tell apart; none for any
   */
  List<TcpChain> of(Exposed exposed, ImmutableList<Subnet> blocks) {
    int port = exposed.port().number();
    List<TcpChain> chains = new ArrayList<>();
    for (TcpRule rule : rules(exposed)) {
      List<TcpRule.Match> matches =
          rule.matches().stream()
              .filter(match -> match.isFor(port, view.labels(), view.namespace()))
              .toList();
      if (matches.stream().anyMatch(match -> match.subnets().isEmpty())) {
        chains.add(new TcpChain(blocks, target(rule, port)));
        return chains;
      }
      ImmutableList<Subnet> subnets =
          matches.stream()
              .flatMap(match -> match.subnets().stream())
              .flatMap(subnet -> Subnet.parse(subnet).stream())
              .collect(ImmutableList.toImmutableList());
      if (!subnets.isEmpty()) {
        chains.add(new TcpChain(subnets, target(rule, port)));
      }
    }
    String cluster = new ClusterKey(port, "", exposed.service().host()).name();
    chains.add(new TcpChain(blocks, TcpTarget.of(cluster, exposed.service().origin())));
    return chains;
  }

  /** A table's rules, of which TLS has others, then a route's. */
  private ImmutableList<TcpRule> rules(Exposed exposed) {
    String host = exposed.service().host();
    ImmutableList.Builder<TcpRule> rules = ImmutableList.builder();
    if (exposed.port().protocol() != Protocol.TLS) {
      rules.addAll(routes.tcpInMesh(host));
    }
    attached.connections(host, exposed.port().number(), view.namespace()).ifPresent(rules::add);
    return rules.build();
  }

  /** Where the connections of a gateway's port go: by the first rule for it. */
  Optional<TcpTarget> atGateway(List<TcpRule> rules, String gateway, int port) {
    return rules.stream()
        .filter(rule -> rule.matches().stream().anyMatch(match -> match.isFor(port, gateway)))
        .findFirst()
        .map(rule -> target(rule, port));
  }

  TcpTarget target(TcpRule rule, int port) {
    Origin origin = rule.origin().object();
    List<WeightedDestination> destinations = rule.destinations();
    if (destinations.isEmpty()) {
      return TcpTarget.of(NOWHERE, origin);
    }
    if (destinations.size() == 1) {
      return TcpTarget.of(cluster(destinations.get(0), port), origin);
    }
    return new TcpTarget(
        origin.name() + "." + origin.namespace(),
        destinations.stream()
            .filter(destination -> destination.weight() > 0)
            .map(d -> new TcpTarget.Share(cluster(d, port), d.weight()))
            .collect(ImmutableList.toImmutableList()),
        ImmutableSet.of(origin));
  }

  private String cluster(WeightedDestination destination, int port) {
    return resolver.resolve(destination.destination(), OptionalInt.of(port)).key().name();
  }
}
