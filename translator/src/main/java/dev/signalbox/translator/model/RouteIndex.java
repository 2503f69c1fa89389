package dev.signalbox.translator.model;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which rules a host has in the mesh. The first table by precedence owns its hosts. */
public final class RouteIndex {
  private static final String WILDCARDS = "*";

  private final ImmutableList<RouteTable> tables;
  private final ImmutableList<RouteTable> withTcp;
  private final Supplier<ImmutableListMultimap<String, RouteTable>> byHost =
      Suppliers.memoize(this::indexByHost);
  private final Supplier<ImmutableListMultimap<String, RouteTable>> byNamespace =
      Suppliers.memoize(() -> Multimaps.index(tables(), table -> table.origin().namespace()));
  private final ImmutableListMultimap<String, RouteTable> exact;
  private final ImmutableSortedMap<String, RouteTable> owners;
  private final ImmutableMap<String, RouteTable> wildcards;
  private final ImmutableSortedMap<String, RouteTable> names;

  /** All tables, in order of precedence. */
  public static RouteIndex of(Iterable<RouteTable> all) {
    return new RouteIndex(
        ImmutableList.sortedCopyOf(Comparator.comparing(RouteTable::precedence), all));
  }

  /**
   * Those that clients in a namespace see: first what is for that namespace alone, then what is for
   * some, then what is for all.
   */
  public RouteIndex seenFrom(String namespace, MeshSettings settings) {
    boolean all =
        tables.stream().allMatch(table -> table.visibility().or(settings.routes()).isPublic());
    if (all) {
      return this;
    }
    return new RouteIndex(
        tables.stream()
            .filter(table -> table.reach(namespace, settings).isSeen())
            .sorted(Comparator.comparing(table -> table.reach(namespace, settings)))
            .collect(ImmutableList.toImmutableList()));
  }

  private RouteIndex(ImmutableList<RouteTable> tables) {
    this.tables = tables;
    this.withTcp =
        tables.stream()
            .filter(table -> table.inMesh() && !table.tcp().isEmpty())
            .collect(ImmutableList.toImmutableList());
    ImmutableListMultimap.Builder<String, RouteTable> exact = ImmutableListMultimap.builder();
    Map<String, RouteTable> wild = new HashMap<>();
    for (RouteTable table : tables) {
      if (table.inMesh() && table.routesRequests()) {
        for (String host : table.hosts()) {
          if (host.startsWith("*")) {
            wild.putIfAbsent(host, table);
          } else {
            exact.put(host, table);
          }
        }
      }
    }
    this.exact = exact.build();
    this.owners =
        ImmutableSortedMap.copyOf(
            Maps.transformValues(this.exact.asMap(), all -> all.iterator().next()));
    this.wildcards = ImmutableMap.copyOf(wild);
    // "*" is for gateways only, and an error here.
    wild.remove("*");
    this.names =
        ImmutableSortedMap.<String, RouteTable>naturalOrder()
            .putAll(owners)
            .putAll(wild)
            .buildOrThrow();
  }

  /** All tables, in order of precedence. */
  public ImmutableList<RouteTable> tables() {
    return tables;
  }

  /** The hosts that tables name in the mesh, and who owns each. */
  public ImmutableSortedMap<String, RouteTable> names() {
    return names;
  }

  /** The table that routes a host in the mesh by its full name. */
  public Optional<RouteTable> inMesh(String host) {
    return Optional.ofNullable(owners.get(host));
  }

  /**
   * The tables that route a host in the mesh by its full name: one that has no rule for a client
   * leaves it to the next one.
   */
  public ImmutableList<RouteTable> allInMesh(String host) {
    return exact.get(host);
  }

  /** The table that routes a host in the mesh by the most specific wildcard. */
  public Optional<RouteTable> inMeshByWildcard(String host) {
    return Optional.ofNullable(byWildcard(wildcards, host));
  }

  /** Which tables that all clients see own some hosts by their full names. */
  public ImmutableMap<String, Origin> ownersOf(Set<String> hosts, MeshSettings settings) {
    return owners.entrySet().stream()
        .filter(entry -> hosts.contains(entry.getKey()))
        .filter(entry -> entry.getValue().visibility().or(settings.routes()).isPublic())
        .collect(
            ImmutableMap.toImmutableMap(Map.Entry::getKey, entry -> entry.getValue().origin()));
  }

  /** Which tables that all clients see have a rule for all connections to some hosts. */
  public ImmutableMap<String, Origin> tcpOwnersOf(Set<String> hosts, MeshSettings settings) {
    ImmutableMap.Builder<String, Origin> owners = ImmutableMap.builder();
    for (RouteTable table : withTcp) {
      boolean all =
          table.visibility().or(settings.routes()).isPublic()
              && table.tcp().stream().anyMatch(rule -> rule.matches().contains(TcpRule.Match.ANY));
      if (all) {
        table.hosts().stream()
            .filter(hosts::contains)
            .forEach(host -> owners.put(host, table.origin()));
      }
    }
    return owners.buildKeepingLast();
  }

  /** The rules for connections to a host in the mesh, in order. */
  public ImmutableList<TcpRule> tcpInMesh(String host) {
    return withTcp.stream()
        .filter(table -> table.hosts().stream().anyMatch(h -> HostPattern.covers(h, host)))
        .flatMap(table -> table.tcp().stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** Which table owns a name as it stands, wildcards included. */
  public Optional<RouteTable> owner(String name) {
    RouteTable table = owners.get(name);
    return Optional.ofNullable(table != null ? table : wildcards.get(name));
  }

  /**
   * The mesh's tables of a namespace, * for all, with a host that the pattern overlaps. An index of
   * those with each host is there for patterns that are plain names, which most are.
   */
  ImmutableList<RouteTable> inMesh(String namespace, String pattern) {
    Iterable<RouteTable> candidates =
        pattern.startsWith("*")
            ? namespace.equals("*") ? tables : byNamespace.get().get(namespace)
            : Iterables.concat(byHost.get().get(pattern), byHost.get().get(WILDCARDS));
    ImmutableList.Builder<RouteTable> found = ImmutableList.builder();
    for (RouteTable table : candidates) {
      boolean ofNamespace = namespace.equals("*") || table.origin().namespace().equals(namespace);
      if (ofNamespace
          && table.inMesh()
          && table.hosts().stream()
              .anyMatch(host -> HostPattern.intersection(pattern, host).isPresent())) {
        found.add(table);
      }
    }
    return found.build();
  }

  private ImmutableListMultimap<String, RouteTable> indexByHost() {
    ImmutableListMultimap.Builder<String, RouteTable> index = ImmutableListMultimap.builder();
    for (RouteTable table : tables) {
      for (String host : table.hosts()) {
        index.put(host.startsWith("*") ? WILDCARDS : host, table);
      }
    }
    return index.build();
  }

  /** The tables bound to a gateway, in order of precedence. */
  public List<RouteTable> at(Gateway gateway) {
    String reference = gateway.reference();
    return tables.stream().filter(table -> table.gateways().contains(reference)).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteIndex index && tables.equals(index.tables);
  }

  @Override
  public int hashCode() {
    return tables.hashCode();
  }

  static <T> @Nullable T byWildcard(Map<String, T> wildcards, String host) {
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      T found = wildcards.get("*" + host.substring(dot));
      if (found != null) {
        return found;
      }
    }
    return wildcards.get("*");
  }
}
