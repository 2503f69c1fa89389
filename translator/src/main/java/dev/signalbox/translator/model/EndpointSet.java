package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * A slice of a Kubernetes Service's endpoints.
 *
 * @param isSlice an EndpointSlice; else Endpoints, which count only where there is no slice
 * @param service name of the Service in the same namespace
 * @param ports numbers by the Service's port names
 */
public record EndpointSet(
    Origin origin,
    Precedence precedence,
    boolean isSlice,
    String service,
    ImmutableMap<String, Integer> ports,
    ImmutableList<Address> addresses)
    implements Element {

  /**
   * One address.
   *
   * @param pod namespace/name of the Pod whose labels it has; may be empty
   * @param ready whether it takes traffic
   */
  public record Address(String address, String pod, String zone, boolean ready) {}
}
