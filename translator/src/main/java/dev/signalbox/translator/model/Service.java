package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * A host that clients can call.
 *
 * @param host the full name
 * @param shortName the name of a Kubernetes Service, which clients may shorten to
 * @param addresses virtual addresses
 * @param resolution how clients find what stands behind it
 * @param selector of the workloads behind it
 * @param podsFromSlices whether EndpointSlices and Endpoints say which Pods stand behind it
 * @param publishNotReady whether endpoints take traffic before they say that they are ready
 * @param preferClose whether clients prefer endpoints of their own zone, then of their region
 * @param endpoints those that the object itself lists
 * @param visibility from which namespaces it is seen
 */
public record Service(
    Origin origin,
    Precedence precedence,
    String host,
    String namespace,
    Optional<String> shortName,
    ImmutableList<String> addresses,
    ImmutableList<ServicePort> ports,
    Resolution resolution,
    Selector selector,
    boolean podsFromSlices,
    boolean publishNotReady,
    boolean preferClose,
    ImmutableList<Workload> endpoints,
    Visibility visibility)
    implements Element {

  /** How clients in a namespace see it. */
  Visibility.Reach reach(String clientNamespace, MeshSettings settings) {
    return visibility.or(settings.services()).reach(namespace, clientNamespace);
  }

  /** The same with some of its ports. */
  Service withPorts(ImmutableList<ServicePort> some) {
    return with(addresses, some);
  }

  /** The same with more addresses and ports. */
  public Service with(ImmutableList<String> moreAddresses, ImmutableList<ServicePort> morePorts) {
    return new Service(
        origin,
        precedence,
        host,
        namespace,
        shortName,
        moreAddresses,
        morePorts,
        resolution,
        selector,
        podsFromSlices,
        publishNotReady,
        preferClose,
        endpoints,
        visibility);
  }

  /** The same for another host, with the endpoints that the object lists for it. */
  public Service named(String name, ImmutableList<Workload> listed) {
    return new Service(
        origin,
        precedence,
        name,
        namespace,
        shortName,
        addresses,
        ports,
        resolution,
        selector,
        podsFromSlices,
        publishNotReady,
        preferClose,
        listed,
        visibility);
  }

  public Optional<ServicePort> port(int number) {
    return ports.stream().filter(port -> port.number() == number).findFirst();
  }
}
