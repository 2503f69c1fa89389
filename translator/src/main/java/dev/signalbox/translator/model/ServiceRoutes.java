package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules that routes and overrides have for Services' ports.
 *
 * @param rules in the order in which they are to be tried
 * @param connections where connections go that aren't looked into
 * @param policies what Services say where there are neither, by host
 */
public record ServiceRoutes(
    ImmutableMap<Slot, ImmutableList<RouteRule>> rules,
    ImmutableMap<Slot, TcpRule> connections,
    ImmutableMap<Slot, ImmutableList<RouteRule>> overrides,
    ImmutableMap<String, ServicePolicy> policies) {
  public static final ServiceRoutes NONE =
      new ServiceRoutes(ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of(), ImmutableMap.of());

  /**
   * A port of a Service as some clients see it.
   *
   * @param audience namespace of the clients; empty for all that have no rules of their own
   */
  public record Slot(String host, int port, String audience) {
    static final String ALL = "";
  }

  /** What an override says, which counts before everything else. */
  public Optional<ImmutableList<RouteRule>> override(String host, int port, String client) {
    return find(overrides, host, port, client);
  }

  public Optional<ImmutableList<RouteRule>> routes(String host, int port, String client) {
    return find(rules, host, port, client);
  }

  public Optional<ServicePolicy> policy(String host) {
    return Optional.ofNullable(policies.get(host));
  }

  /** What routes and overrides say together. */
  Stream<RouteRule> all(String host, int port, String client) {
    return Stream.concat(override(host, port, client).stream(), routes(host, port, client).stream())
        .flatMap(ImmutableList::stream);
  }

  public Optional<TcpRule> connections(String host, int port, String client) {
    return find(connections, host, port, client);
  }

  private static <T> Optional<T> find(
      ImmutableMap<Slot, T> all, String host, int port, String client) {
    T own = all.get(new Slot(host, port, client));
    return Optional.ofNullable(own == null ? all.get(new Slot(host, port, Slot.ALL)) : own);
  }
}
