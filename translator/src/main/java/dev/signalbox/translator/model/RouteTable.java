package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * Ordered rules for hosts: a VirtualService.
 *
 * @param hosts full names, lower case
 * @param gateways namespace/name of gateways; {@link #MESH} for all sidecars
 */
public record RouteTable(
    Origin origin,
    Precedence precedence,
    ImmutableList<String> hosts,
    ImmutableList<String> gateways,
    ImmutableList<RouteRule> rules)
    implements Element {
  public static final String MESH = "mesh";

  public boolean inMesh() {
    return gateways.contains(MESH);
  }
}
