package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.util.stream.Stream;

/**
 * Ordered rules for hosts: a VirtualService.
 *
 * @param hosts full names, lower case
 * @param gateways namespace/name of gateways; {@link #MESH} for all sidecars
 * @param visibility from which namespaces it is seen
 * @param rules for requests
 * @param tcp for connections
 */
public record RouteTable(
    Origin origin,
    Precedence precedence,
    ImmutableList<String> hosts,
    ImmutableList<String> gateways,
    Visibility visibility,
    ImmutableList<RouteRule> rules,
    ImmutableList<TcpRule> tcp)
    implements Element {
  public static final String MESH = "mesh";

  /** How clients in a namespace see it. */
  public Visibility.Reach reach(String clientNamespace, MeshSettings settings) {
    return visibility.or(settings.routes()).reach(origin.namespace(), clientNamespace);
  }

  /** Whether it says where requests go; one for connections alone leaves them to others. */
  public boolean routesRequests() {
    return !rules.isEmpty() || tcp.isEmpty();
  }

  /** All that it sends requests to. */
  ImmutableList<Destination> destinations() {
    return Stream.concat(
            rules.stream().flatMap(rule -> rule.action().reached()),
            tcp.stream()
                .flatMap(rule -> rule.destinations().stream())
                .map(WeightedDestination::destination))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  public boolean inMesh() {
    return gateways.contains(MESH);
  }
}
