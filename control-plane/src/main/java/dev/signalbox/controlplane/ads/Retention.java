package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Clusters that a client has and its target lacks, until no request can need them. */
final class Retention {
  private final Duration drain;
  private final Map<String, Retained> clusters = new TreeMap<>();

  Retention(Duration drain) {
    this.drain = drain;
  }

  /** Keeps what the new target lacks, and lets go what it has again. */
  void retarget(ImmutableSortedMap<String, Resource> has, Snapshot before, Snapshot after) {
    ImmutableSortedMap<String, Resource> wanted = after.of(ResourceType.CLUSTER);
    clusters.keySet().removeIf(wanted::containsKey);
    for (String name : Difference.between(has, wanted, ImmutableSet.of()).removed()) {
      Resource cluster = has.get(name);
      if (cluster != null) {
        clusters.computeIfAbsent(name, key -> retain(cluster, before));
      }
    }
  }

  ImmutableSortedMap<String, Resource> withClusters(ImmutableSortedMap<String, Resource> target) {
    Map<String, Resource> retained = new HashMap<>();
    clusters.forEach((name, entry) -> retained.put(name, entry.cluster()));
    return merge(target, retained);
  }

  ImmutableSortedMap<String, Resource> withEndpoints(ImmutableSortedMap<String, Resource> target) {
    Map<String, Resource> retained = new HashMap<>();
    clusters.values().forEach(entry -> entry.endpoints().forEach(r -> retained.put(r.name(), r)));
    return merge(target, retained);
  }

  /** The client's routes are those of the target: starts the drain of what they don't use. */
  void routesAgree(Instant now, Predicate<String> used) {
    clusters.replaceAll(
        (name, entry) ->
            entry.unusedSince().isPresent() || used.test(name) ? entry : entry.unused(now));
  }

  /** Forgets what was known about the use of the clusters. */
  void restart() {
    clusters.replaceAll(
        (name, entry) -> new Retained(entry.cluster(), entry.endpoints(), Optional.empty()));
  }

  /** Lets those go that have drained. */
  void expire(Instant now) {
    clusters
        .values()
        .removeIf(entry -> entry.expiry(drain).filter(t -> !t.isAfter(now)).isPresent());
  }

  Optional<Instant> nextExpiry() {
    return clusters.values().stream()
        .flatMap(entry -> entry.expiry(drain).stream())
        .min(Instant::compareTo);
  }

  boolean allDraining() {
    return clusters.values().stream().allMatch(entry -> entry.unusedSince().isPresent());
  }

  private static Retained retain(Resource cluster, Snapshot before) {
    ImmutableSortedMap<String, Resource> endpoints = before.of(ResourceType.ENDPOINTS);
    ImmutableList<Resource> needed =
        cluster.needs().stream()
            .map(endpoints::get)
            .filter(Objects::nonNull)
            .collect(ImmutableList.toImmutableList());
    return new Retained(cluster, needed, Optional.empty());
  }

  private static ImmutableSortedMap<String, Resource> merge(
      ImmutableSortedMap<String, Resource> target, Map<String, Resource> retained) {
    if (retained.isEmpty()) {
      return target;
    }
    retained.putAll(target);
    return ImmutableSortedMap.copyOf(retained);
  }

  private record Retained(
      Resource cluster, ImmutableList<Resource> endpoints, Optional<Instant> unusedSince) {

    Retained unused(Instant since) {
      return new Retained(cluster, endpoints, Optional.of(since));
    }

    Optional<Instant> expiry(Duration drain) {
      return unusedSince.map(since -> since.plus(drain));
    }
  }
}
