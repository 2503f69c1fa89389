package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what stands behind a service's ports. */
public final class EndpointResolver {
  private EndpointResolver() {}

  /**
   * All that a service's endpoints depend on.
   *
   * @param sets of its slices, or of its Endpoints where there is no slice
   * @param selected the workloads that its selector selects
   * @param pods those that the sets refer to, by namespace/name
   */
  public record Inputs(
      Service service,
      ImmutableList<EndpointSet> sets,
      ImmutableList<Workload> selected,
      ImmutableMap<String, Workload> pods) {}

  /** The endpoints by service port, in a fixed order. */
  public static ImmutableMap<Integer, ImmutableList<Endpoint>> resolve(Inputs inputs) {
    ImmutableMap.Builder<Integer, ImmutableList<Endpoint>> ports = ImmutableMap.builder();
    for (ServicePort port : distinct(inputs.service.ports())) {
      Collector endpoints = new Collector();
      fromSets(inputs, port, endpoints);
      fromWorkloads(inputs.service, inputs.service.endpoints(), port, endpoints);
      fromWorkloads(inputs.service, selected(inputs), port, endpoints);
      ports.put(port.number(), endpoints.sorted());
    }
    return ports.buildOrThrow();
  }

  /** The endpoints of several objects that define one host together. */
  public static ImmutableMap<Integer, ImmutableList<Endpoint>> merge(
      ImmutableList<ImmutableMap<Integer, ImmutableList<Endpoint>>> parts) {
    ImmutableSet<Integer> ports =
        parts.stream().flatMap(p -> p.keySet().stream()).collect(ImmutableSet.toImmutableSet());
    ImmutableMap.Builder<Integer, ImmutableList<Endpoint>> merged = ImmutableMap.builder();
    for (Integer port : ports) {
      Collector endpoints = new Collector();
      parts.forEach(part -> part.getOrDefault(port, ImmutableList.of()).forEach(endpoints::add));
      merged.put(port, endpoints.sorted());
    }
    return merged.buildOrThrow();
  }

  private static ImmutableList<ServicePort> distinct(ImmutableList<ServicePort> ports) {
    Set<Integer> numbers = new HashSet<>();
    return ports.stream()
        .filter(port -> numbers.add(port.number()))
        .collect(ImmutableList.toImmutableList());
  }

  /** Pods count by themselves only where no slice says which of them are ready. */
  private static ImmutableList<Workload> selected(Inputs inputs) {
    boolean withPods = !inputs.service.podsFromSlices() || inputs.sets.isEmpty();
    return inputs.selected.stream()
        .filter(w -> withPods || w.source() == Workload.Source.WORKLOAD_ENTRY)
        .collect(ImmutableList.toImmutableList());
  }

  private static void fromSets(Inputs inputs, ServicePort port, Collector endpoints) {
    for (EndpointSet set : inputs.sets) {
      Integer number = set.ports().get(port.name());
      if (number == null && set.ports().size() == 1 && inputs.service.ports().size() == 1) {
        number = set.ports().values().iterator().next();
      }
      if (number == null) {
        continue;
      }
      for (EndpointSet.Address address : set.addresses()) {
        if (address.ready() || inputs.service.publishNotReady()) {
          endpoints.add(endpoint(address, number, inputs.pods.get(address.pod())));
        }
      }
    }
  }

  private static Endpoint endpoint(EndpointSet.Address address, int port, @Nullable Workload pod) {
    Optional<Workload> known = Optional.ofNullable(pod);
    Locality ofPod = known.map(Workload::locality).orElse(Locality.NONE);
    return new Endpoint(
        address.address(),
        port,
        known.map(Workload::labels).orElse(ImmutableMap.of()),
        ofPod.equals(Locality.NONE) && !address.zone().isEmpty()
            ? new Locality("", address.zone(), "")
            : ofPod,
        1);
  }

  private static void fromWorkloads(
      Service service, ImmutableList<Workload> workloads, ServicePort port, Collector endpoints) {
    for (Workload workload : workloads) {
      Optional<Integer> number = portOf(service, workload, port);
      boolean ready = workload.ready() || (service.publishNotReady() && workload.hasAddress());
      if (ready && workload.isUsableBy(service.resolution()) && number.isPresent()) {
        endpoints.add(
            new Endpoint(
                workload.address(),
                number.get(),
                workload.labels(),
                workload.locality(),
                workload.weight()));
      }
    }
  }

  /**
   * A port by the service port's name beats the target's number; but not a Pod's, behind a
   * Kubernetes Service.
   */
  private static Optional<Integer> portOf(Service service, Workload workload, ServicePort port) {
    if (Address.isUnix(workload.address())) {
      return Optional.of(0);
    }
    boolean pod = workload.source() == Workload.Source.POD;
    boolean byServicePort = !pod || !service.podsFromSlices();
    Integer named = byServicePort ? workload.namedPorts().get(port.name()) : null;
    if (named != null) {
      return Optional.of(named);
    }
    if (port.targetNumber().isPresent()) {
      return Optional.of(port.targetNumber().getAsInt());
    }
    if (port.targetName().isEmpty()) {
      return Optional.of(port.number());
    }
    Integer byTarget = workload.namedPorts().get(port.targetName());
    return byTarget != null || pod ? Optional.ofNullable(byTarget) : Optional.of(port.number());
  }

  /** Keeps each address and port once. */
  private static final class Collector {
    private final Set<ImmutableSet<Object>> seen = new HashSet<>();
    private final ImmutableList.Builder<Endpoint> endpoints = ImmutableList.builder();

    void add(Endpoint endpoint) {
      if (seen.add(ImmutableSet.of(endpoint.address(), endpoint.port()))) {
        endpoints.add(endpoint);
      }
    }

    ImmutableList<Endpoint> sorted() {
      return ImmutableList.sortedCopyOf(Endpoint.ORDER, endpoints.build());
    }
  }
}
