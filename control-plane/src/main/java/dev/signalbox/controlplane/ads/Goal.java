package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.time.Instant;
import java.util.stream.Stream;

/** What a client should have now, on its way to a target. */
final class Goal {
  private final States states;
  private final Retention retention;
  private final boolean ordered;

  Goal(States states, Retention retention, boolean ordered) {
    this.states = states;
    this.retention = retention;
    this.ordered = ordered;
  }

  /** What the client should have of the type, as far as it asked for it. */
  ImmutableSortedMap<String, Resource> wanted(TypeState state, Snapshot target, Instant now) {
    ImmutableSortedMap<String, Resource> all = target.of(state.type());
    return state
        .interest()
        .select(
            switch (state.type()) {
              case CLUSTER -> state.allowed(retention.withClusters(all));
              case ENDPOINTS -> state.allowed(retention.withEndpoints(all));
              case LISTENER, ROUTES ->
                  state
                      .anchors()
                      .hold(state.allowed(all), state.acknowledged(), missing(target), now);
            });
  }

  /** Whether listeners and routes wait for the clusters that they may use. */
  boolean mustWait(ResourceType type) {
    boolean user = type == ResourceType.LISTENER || type == ResourceType.ROUTES;
    Outstanding outstanding = states.clusters().outstanding();
    boolean unanswered =
        outstanding == null ? states.clusters().heldBack().hasUntried() : !outstanding.overdue();
    return user && waitsForClusters() && unanswered;
  }

  /** Whether the client's listeners and routes are those of the target. */
  boolean routesAgree(Snapshot target, Instant now) {
    return Stream.of(states.listeners(), states.routes())
            .allMatch(
                state -> !state.interest().isAsked() || state.isSettled(wanted(state, target, now)))
        && (!states.routes().interest().isAsked() || hasRoutesOfListeners(target));
  }

  /** Whether a listener or route that was kept in an older version uses the cluster. */
  boolean isUsedByOld(String cluster, Snapshot target, Instant now) {
    return Stream.of(states.listeners(), states.routes())
        .flatMap(state -> wanted(state, target, now).values().stream())
        .filter(resource -> isOld(resource, target))
        .anyMatch(resource -> Mentions.one(resource, cluster));
  }

  private boolean waitsForClusters() {
    return ordered && states.clusters().interest().isWildcard();
  }

  /** Clusters of the target that the client lacks and won't have soon. */
  private ImmutableSet<String> missing(Snapshot target) {
    TypeState clusters = states.clusters();
    Outstanding outstanding = clusters.outstanding();
    boolean overdue = outstanding != null && outstanding.overdue();
    if (!waitsForClusters() || (clusters.heldBack().isEmpty() && !overdue)) {
      return ImmutableSet.of();
    }
    ImmutableSortedMap<String, Resource> has = overdue ? clusters.acknowledged() : clusters.sent();
    return Sets.difference(target.of(ResourceType.CLUSTER).keySet(), has.keySet()).immutableCopy();
  }

  /** A new listener asks for its routes only after its ACK; refused ones won't come. */
  private boolean hasRoutesOfListeners(Snapshot target) {
    return states.listeners().acknowledged().values().stream()
        .flatMap(listener -> listener.needs().stream())
        .filter(target.of(ResourceType.ROUTES)::containsKey)
        .allMatch(
            name ->
                states.routes().acknowledged().containsKey(name)
                    || states.routes().heldBack().messages().containsKey(name));
  }

  private static boolean isOld(Resource resource, Snapshot target) {
    Resource current = target.of(resource.type()).get(resource.name());
    return current == null || !current.version().equals(resource.version());
  }
}
