package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Listeners or routes that stay as they are, because the client lacks a cluster for the new. */
final class Anchors {
  private Map<String, Refusal> anchored = new TreeMap<>();
  private final List<Refusal> unsaid = new ArrayList<>();

  ImmutableList<Refusal> refusals() {
    return ImmutableList.copyOf(anchored.values());
  }

  ImmutableList<Refusal> takeNew() {
    ImmutableList<Refusal> taken = ImmutableList.copyOf(unsaid);
    unsaid.clear();
    return taken;
  }

  /**
   * What is wanted, without what can't work yet.
   *
   * @param missing clusters that the client lacks
   */
  ImmutableSortedMap<String, Resource> hold(
      ImmutableSortedMap<String, Resource> wanted,
      ImmutableSortedMap<String, Resource> acknowledged,
      ImmutableSet<String> missing,
      Instant now) {
    Map<String, Refusal> before = anchored;
    anchored = new TreeMap<>();
    if (missing.isEmpty()) {
      return wanted;
    }
    ImmutableSortedMap.Builder<String, Resource> held = ImmutableSortedMap.naturalOrder();
    for (Resource resource : wanted.values()) {
      Resource old = acknowledged.get(resource.name());
      Optional<String> cluster = neededOf(missing, resource, old);
      cluster.ifPresent(name -> anchor(refusal(resource, name, now), before));
      held.put(resource.name(), cluster.isPresent() && old != null ? old : resource);
    }
    return held.buildOrThrow();
  }

  /** Without an older version, a route with one dead cluster is better than none. */
  private static Optional<String> neededOf(
      ImmutableSet<String> missing, Resource resource, @Nullable Resource old) {
    return old == null || old.version().equals(resource.version())
        ? Optional.empty()
        : missing.stream().filter(cluster -> Mentions.one(resource, cluster)).findFirst();
  }

  private void anchor(Refusal refusal, Map<String, Refusal> before) {
    String name = refusal.resource().name();
    Refusal old = before.get(name);
    if (old != null && old.resource().version().equals(refusal.resource().version())) {
      anchored.put(name, old);
    } else {
      anchored.put(name, refusal);
      unsaid.add(refusal);
    }
  }

  private static Refusal refusal(Resource resource, String cluster, Instant now) {
    return new Refusal(
        resource,
        "needs the cluster " + cluster + ", which the proxy has not accepted",
        now,
        1,
        Optional.empty());
  }
}
