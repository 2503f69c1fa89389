package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * A host that clients can call.
 *
 * @param host the full name
 * @param shortName the name of a Kubernetes Service, which clients may shorten to
 * @param addresses virtual addresses
 * @param selector labels of the workloads behind it; empty selects none
 * @param podsFromSlices whether EndpointSlices and Endpoints say which Pods stand behind it
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
    ImmutableMap<String, String> selector,
    boolean podsFromSlices,
    ImmutableList<Workload> endpoints,
    Visibility visibility)
    implements Element {

  public Optional<ServicePort> port(int number) {
    return ports.stream().filter(port -> port.number() == number).findFirst();
  }
}
