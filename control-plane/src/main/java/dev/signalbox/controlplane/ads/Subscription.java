package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.signalbox.controlplane.ads.Event.AllNames;
import dev.signalbox.controlplane.ads.Event.NameChange;
import dev.signalbox.controlplane.ads.Event.Names;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;

/**
 * The names of one type that a client wants.
 *
 * @param wildcard whether it wants everything there is
 * @param legacy whether that is only because it never named anything
 */
record Subscription(boolean wildcard, boolean legacy, ImmutableSet<String> names) {

  static final String WILDCARD = "*";

  /** By its first request: in CDS and LDS, a client that names nothing wants all. */
  static Subscription first(ResourceType type, Names names) {
    boolean nameless =
        switch (names) {
          case AllNames all -> all.names().isEmpty();
          case NameChange change -> change.subscribe().isEmpty();
        };
    boolean all = nameless && (type == ResourceType.CLUSTER || type == ResourceType.LISTENER);
    return new Subscription(all, all, ImmutableSet.of()).with(names);
  }

  Subscription with(Names change) {
    return switch (change) {
      case AllNames all -> with(all.names());
      case NameChange difference -> with(difference);
    };
  }

  boolean covers(String name) {
    return wildcard || names.contains(name);
  }

  ImmutableSortedMap<String, Resource> select(ImmutableSortedMap<String, Resource> resources) {
    return wildcard || names.containsAll(resources.keySet())
        ? resources
        : ImmutableSortedMap.copyOfSorted(Maps.filterKeys(resources, names::contains));
  }

  private Subscription with(ImmutableSet<String> all) {
    if ((all.isEmpty() && legacy) || (all.equals(names) && !wildcard)) {
      return this;
    }
    return new Subscription(all.contains(WILDCARD), false, withoutWildcard(all));
  }

  /** A client that started as legacy wildcard stays one until it unsubscribes from it. */
  private Subscription with(NameChange change) {
    if (change.subscribe().isEmpty() && change.unsubscribe().isEmpty()) {
      return this;
    }
    boolean kept = wildcard && !change.unsubscribe().contains(WILDCARD);
    return new Subscription(
        kept || change.subscribe().contains(WILDCARD),
        legacy && change.subscribe().isEmpty(),
        Sets.difference(
                Sets.union(names, withoutWildcard(change.subscribe())), change.unsubscribe())
            .immutableCopy());
  }

  private static ImmutableSet<String> withoutWildcard(ImmutableSet<String> names) {
    return names.contains(WILDCARD)
        ? Sets.difference(names, ImmutableSet.of(WILDCARD)).immutableCopy()
        : names;
  }
}
