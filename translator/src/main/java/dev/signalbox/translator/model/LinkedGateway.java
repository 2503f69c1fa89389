package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * A Gateway with the rules of its routes.
 *
 * @param ports by number
 */
public record LinkedGateway(Origin origin, ImmutableSortedMap<Integer, Port> ports) {

  /**
   * A port.
   *
   * @param origin of its first listener
   * @param connections where they go, of a port whose connections aren't looked into
   * @param hosts by domain, the rules in the order in which they are to be tried; a listener's own
   *     host is there even without any, so that no other listener's routes get its requests
   */
  public record Port(
      Origin origin,
      Optional<TcpRule> connections,
      ImmutableSortedMap<String, ImmutableList<RouteRule>> hosts) {}
}
