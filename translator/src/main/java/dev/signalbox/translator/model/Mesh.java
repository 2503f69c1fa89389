package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.signalbox.translator.diagnostics.Diagnostic;
import java.util.Optional;

/**
 * All that is known, linked.
 *
 * @param services by host
 * @param endpoints by host, then by service port
 * @param aliases other names of hosts
 * @param routes in order of precedence
 * @param gateways in order of precedence
 */
public record Mesh(
    ImmutableSortedMap<String, Service> services,
    ImmutableMap<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> endpoints,
    AliasIndex aliases,
    RouteIndex routes,
    PolicyIndex policies,
    ImmutableList<Gateway> gateways,
    LinkedRoutes linked,
    SidecarIndex sidecars,
    MeshSettings settings,
    ImmutableList<Diagnostic> diagnostics) {

  public ImmutableList<Endpoint> endpoints(String host, int port) {
    return endpoints.getOrDefault(host, ImmutableMap.of()).getOrDefault(port, ImmutableList.of());
  }

  public Mesh withDiagnostics(ImmutableList<Diagnostic> found) {
    return new Mesh(
        services, endpoints, aliases, routes, policies, gateways, linked, sidecars, settings,
        found);
  }

  /** What clients in a namespace see of it. */
  public Mesh seenFrom(String namespace) {
    RouteIndex seenRoutes = routes.seenFrom(namespace, settings);
    ImmutableSortedMap<String, Service> seenServices = services;
    if (!services.values().stream().allMatch(s -> s.reach(namespace, settings).isSeen())) {
      seenServices =
          ImmutableSortedMap.copyOfSorted(
              Maps.filterValues(services, service -> service.reach(namespace, settings).isSeen()));
    }
    return new Mesh(
        seenServices,
        endpoints,
        aliases(namespace),
        seenRoutes,
        policies,
        gateways,
        linked,
        sidecars,
        settings,
        diagnostics);
  }

  /** The Sidecar that is for a workload, if there is one. */
  public Optional<Sidecar> sidecar(String namespace, ImmutableMap<String, String> labels) {
    return sidecars.find(namespace, labels);
  }

  /** Only some services, with their endpoints, and rules, as a namespace sees them. */
  public Mesh with(
      String namespace, ImmutableSortedMap<String, Service> some, RouteIndex someRoutes) {
    ImmutableMap<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> theirs =
        some.keySet().stream()
            .filter(endpoints::containsKey)
            .collect(
                ImmutableMap.toImmutableMap(
                    host -> host, host -> endpoints.getOrDefault(host, ImmutableMap.of())));
    return new Mesh(
        some,
        theirs,
        aliases(namespace),
        someRoutes,
        policies,
        gateways,
        linked,
        sidecars,
        settings,
        diagnostics);
  }

  private AliasIndex aliases(String namespace) {
    return aliases.seen(
        alias ->
            alias
                .visibility()
                .or(settings.services())
                .reach(alias.namespace(), namespace)
                .isSeen());
  }

  public Optional<Service> service(String host) {
    return Optional.ofNullable(services.get(host));
  }

  /** The service that a host or an alias means. */
  public Optional<Service> meant(String host) {
    Service service = services.get(host);
    return service != null
        ? Optional.of(service)
        : aliases.target(host).flatMap(target -> Optional.ofNullable(services.get(target)));
  }
}
