package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What hosts are called besides their names. */
public final class AliasIndex {
  private final ImmutableSortedMap<String, Alias> byHost;

  /** By the host that is meant in the end. */
  private final ImmutableListMultimap<String, Alias> byTarget;

  /** In order of precedence: the first one has the name. */
  public AliasIndex(Iterable<Alias> aliases) {
    Map<String, Alias> first = new TreeMap<>();
    aliases.forEach(alias -> first.putIfAbsent(alias.host(), alias));
    this.byHost = ImmutableSortedMap.copyOf(first);
    ImmutableListMultimap.Builder<String, Alias> targets = ImmutableListMultimap.builder();
    byHost.values().forEach(a -> target(a.host()).ifPresent(target -> targets.put(target, a)));
    this.byTarget = targets.build();
  }

  /** In order of hosts. */
  public ImmutableList<Alias> all() {
    return byHost.values().asList();
  }

  /** The aliases that a client sees. */
  AliasIndex seen(Predicate<Alias> sees) {
    return all().stream().allMatch(sees)
        ? this
        : new AliasIndex(all().stream().filter(sees).toList());
  }

  public Optional<Alias> find(String host) {
    return Optional.ofNullable(byHost.get(host));
  }

  /** The aliases that mean a host. */
  public ImmutableList<Alias> of(String host) {
    return byTarget.get(host);
  }

  /** The host that an alias means, through other aliases; none if they go round in circles. */
  Optional<String> target(String host) {
    Set<String> seen = new HashSet<>();
    String target = host;
    for (Alias next = byHost.get(target); next != null; next = byHost.get(target)) {
      if (!seen.add(target)) {
        return Optional.empty();
      }
      target = next.target();
    }
    return Optional.of(target);
  }
}
