package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableSortedSet;
import dev.signalbox.translator.model.Locality;
import java.util.Collection;

/** Which localities a client prefers: its own zone, then its region, then all others. */
final class Priorities {
  private static final int ZONE = 0;
  private static final int REGION = 1;
  private static final int ELSEWHERE = 2;

  private final Locality near;

  /** Envoy wants priorities without gaps. */
  private final ImmutableSortedSet<Integer> used;

  /**
   * @param near where the client runs; nowhere prefers nothing
   */
  Priorities(Locality near, Collection<Locality> localities) {
    this.near = near;
    this.used =
        localities.stream()
            .map(this::distance)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare));
  }

  int of(Locality locality) {
    return used.asList().indexOf(distance(locality));
  }

  private int distance(Locality locality) {
    if (near.equals(Locality.NONE)) {
      return ZONE;
    }
    if (!locality.region().equals(near.region())) {
      return ELSEWHERE;
    }
    return locality.zone().equals(near.zone()) ? ZONE : REGION;
  }
}
