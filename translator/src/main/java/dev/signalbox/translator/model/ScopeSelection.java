package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Multimaps;
import dev.signalbox.translator.model.RouteAction.Destination;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The services and rules that a Sidecar lets through, without their endpoints: those come and go.
 *
 * @param services of all parts, and those that the parts' rules name
 */
public record ScopeSelection(
    ImmutableSortedMap<String, Service> services, RouteIndex routes, ImmutableList<Part> parts) {

  /** What one egress listener lets through. */
  public record Part(
      Sidecar.Egress listener, ImmutableSortedMap<String, Service> services, RouteIndex routes) {}

  /** All that it is made from. */
  public record Inputs(
      ImmutableSortedMap<String, Service> services,
      ImmutableListMultimap<String, Service> byNamespace,
      RouteIndex routes,
      ServiceRoutes ofServices,
      AliasIndex aliases,
      MeshSettings settings,
      String namespace,
      Sidecar sidecar) {}

  public static ImmutableListMultimap<String, Service> byNamespace(
      ImmutableSortedMap<String, Service> services) {
    return Multimaps.index(services.values(), Service::namespace);
  }

  public static ScopeSelection of(Inputs inputs) {
    Selector selector = new Selector(inputs);
    ImmutableList<Part> parts =
        inputs.sidecar.egress().stream()
            .map(selector::part)
            .collect(ImmutableList.toImmutableList());
    Map<String, Service> all = new TreeMap<>();
    Set<RouteTable> tables = new LinkedHashSet<>();
    for (Part part : parts) {
      part.services.values().forEach(service -> merge(all, service));
      tables.addAll(part.routes.tables());
    }
    for (Part part : parts) {
      selector.destinations(part).forEach(service -> merge(all, service));
    }
    return new ScopeSelection(ImmutableSortedMap.copyOf(all), selector.index(tables), parts);
  }

  /** A service of which parts have different ports has all of them. */
  private static void merge(Map<String, Service> all, Service service) {
    all.merge(
        service.host(),
        service,
        (first, second) -> {
          ImmutableSet<ServicePort> ports =
              ImmutableSet.<ServicePort>builder()
                  .addAll(first.ports())
                  .addAll(second.ports())
                  .build();
          return ports.size() == first.ports().size()
              ? first
              : first.withPorts(
                  ImmutableList.sortedCopyOf(Comparator.comparing(ServicePort::number), ports));
        });
  }

  /** Finds what imports name. */
  private record Selector(Inputs inputs) {

    Part part(Sidecar.Egress listener) {
      Map<String, Service> services = new TreeMap<>();
      Set<RouteTable> tables = new LinkedHashSet<>();
      for (Sidecar.Import entry : listener.hosts()) {
        services(entry)
            .forEach(
                service -> ofPort(service, listener).ifPresent(s -> services.put(s.host(), s)));
        tables(entry).forEach(tables::add);
      }
      return new Part(listener, ImmutableSortedMap.copyOf(services), index(tables));
    }

    private Iterable<Service> services(Sidecar.Import entry) {
      String namespace = namespace(entry);
      ImmutableList.Builder<Service> found = ImmutableList.builder();
      for (Service service : candidates(namespace, entry.host())) {
        boolean ofNamespace = namespace.equals("*") || service.namespace().equals(namespace);
        if (ofNamespace && HostPattern.covers(entry.host(), service.host()) && isSeen(service)) {
          found.add(service);
        }
      }
      return found.build();
    }

    /** Most entries are plain names, which need no search. */
    private Iterable<Service> candidates(String namespace, String host) {
      if (!host.startsWith("*")) {
        return Optional.ofNullable(inputs.services.get(host)).stream().toList();
      }
      return namespace.equals("*") ? inputs.services.values() : inputs.byNamespace.get(namespace);
    }

    private Iterable<RouteTable> tables(Sidecar.Import entry) {
      String namespace = namespace(entry);
      return inputs.routes.inMesh(namespace, entry.host()).stream()
          .filter(table -> table.reach(inputs.namespace, inputs.settings).isSeen())
          .toList();
    }

    RouteIndex index(Set<RouteTable> tables) {
      return RouteIndex.of(tables).seenFrom(inputs.namespace, inputs.settings);
    }

    private String namespace(Sidecar.Import entry) {
      return entry.namespace().equals(".") ? inputs.namespace : entry.namespace();
    }

    /** The services that the part's rules send to, though the listener doesn't name them. */
    Iterable<Service> destinations(Part part) {
      ImmutableSet.Builder<Service> found = ImmutableSet.builder();
      Stream.concat(
              part.routes.tables().stream().flatMap(table -> table.destinations().stream()),
              part.services.values().stream().flatMap(this::ofRoutes))
          .map(Destination::host)
          .distinct()
          .flatMap(host -> inputs.aliases.target(host).stream())
          .flatMap(host -> Optional.ofNullable(inputs.services.get(host)).stream())
          .filter(this::isSeen)
          .flatMap(service -> ofPort(service, part.listener).stream())
          .forEach(found::add);
      return found.build();
    }

    /** What the routes that are attached to a service send to. */
    private Stream<Destination> ofRoutes(Service service) {
      return service.ports().stream()
          .flatMap(port -> inputs.ofServices.all(service.host(), port.number(), inputs.namespace))
          .flatMap(rule -> rule.action().reached());
    }

    private boolean isSeen(Service service) {
      return service.reach(inputs.namespace, inputs.settings).isSeen();
    }

    /** A listener of one port has that one of a service. */
    private static Optional<Service> ofPort(Service service, Sidecar.Egress listener) {
      if (!listener.isOfOnePort()) {
        return Optional.of(service);
      }
      return service
          .port(listener.port().orElseThrow().number())
          .map(port -> service.withPorts(ImmutableList.of(port)));
    }
  }
}
