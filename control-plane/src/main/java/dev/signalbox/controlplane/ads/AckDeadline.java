package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches that clusters are acknowledged in time. Envoy withholds the ACK while a cluster warms,
 * and a cluster whose endpoints it doesn't ask for never ends that.
 */
final class AckDeadline {
  private static final String REASON = "not acknowledged in time, and its endpoints not asked for";

  private final Duration timeout;
  private final TypeState clusters;
  private final TypeState endpoints;
  private final Set<String> withheld = new HashSet<>();
  private Instant lastRequest = Instant.MIN;

  AckDeadline(Duration timeout, TypeState clusters, TypeState endpoints) {
    this.timeout = timeout;
    this.clusters = clusters;
    this.endpoints = endpoints;
  }

  /** A client that asks for a cluster's endpoints after all gets the cluster again. */
  void requested(Instant now) {
    lastRequest = now;
    if (!withheld.isEmpty()) {
      withheld.removeIf(name -> clusters.heldBack().release(name, this::isWarmable));
    }
  }

  Optional<Instant> next() {
    Outstanding outstanding = clusters.outstanding();
    return outstanding == null || outstanding.overdue()
        ? Optional.empty()
        : Optional.of(outstanding.sentAt().plus(timeout));
  }

  void check(Instant now, Consumer<Effect> effects) {
    Outstanding late = clusters.outstanding();
    if (late == null || next().filter(deadline -> !deadline.isAfter(now)).isEmpty()) {
      return;
    }
    ImmutableSet<String> suspects = suspects(late);
    effects.accept(new Effect.Overdue(ResourceType.CLUSTER, suspects));
    clusters.markOverdue();
    clusters.withhold(suspects, REASON, now, effects);
    withheld.addAll(suspects);
  }

  /** None if the client has been silent since: then it isn't the clusters' fault. */
  private ImmutableSet<String> suspects(Outstanding late) {
    if (!lastRequest.isAfter(late.sentAt())) {
      return ImmutableSet.of();
    }
    return late.difference().changed().stream()
        .filter(cluster -> !isWarmable(cluster))
        .map(Resource::name)
        .collect(ImmutableSet.toImmutableSet());
  }

  private boolean isWarmable(Resource cluster) {
    return cluster.needs().stream().allMatch(endpoints.interest()::covers);
  }
}
