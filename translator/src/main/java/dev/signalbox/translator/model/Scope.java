package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * What of the mesh one sidecar gets.
 *
 * @param mesh the services and rules of all parts together, and the services that the rules name
 * @param parts one for each egress listener
 */
public record Scope(
    Mesh mesh,
    ImmutableList<Part> parts,
    Optional<Sidecar> sidecar,
    OutboundTrafficPolicy outbound) {

  /** What one egress listener has; the default one has no listener of its own in a Sidecar. */
  public record Part(Optional<Sidecar.Egress> listener, Mesh mesh) {}
}
