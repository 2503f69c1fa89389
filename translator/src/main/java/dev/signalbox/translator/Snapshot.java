package dev.signalbox.translator;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import java.util.Map;

/** All resources of one view, by type and name. Equal views have the same snapshot. */
public final class Snapshot {
  private static final Snapshot EMPTY = new Snapshot(ImmutableMap.of());

  private final ImmutableMap<ResourceType, ResourceSet> sets;

  private Snapshot(ImmutableMap<ResourceType, ResourceSet> sets) {
    this.sets = sets;
  }

  public static Snapshot empty() {
    return EMPTY;
  }

  public static Snapshot of(Iterable<Resource> resources) {
    return EMPTY.next(resources);
  }

  /** The snapshot of these resources; a type in which nothing changed is shared with this one. */
  Snapshot next(Iterable<Resource> resources) {
    ListMultimap<ResourceType, Resource> byType =
        MultimapBuilder.enumKeys(ResourceType.class).arrayListValues().build();
    resources.forEach(resource -> byType.put(resource.type(), resource));
    ImmutableMap.Builder<ResourceType, ResourceSet> next = ImmutableMap.builder();
    for (ResourceType type : ResourceType.values()) {
      next.put(type, set(type).next(byType.get(type)));
    }
    return new Snapshot(next.buildOrThrow());
  }

  public ImmutableSortedMap<String, Resource> of(ResourceType type) {
    return set(type).byName();
  }

  /** Hash of the names and versions of all resources of a type: the state-of-the-world version. */
  public String version(ResourceType type) {
    return set(type).version();
  }

  /** The state-of-the-world version of any set of resources of one type. */
  public static String hash(Map<String, Resource> resources) {
    return ResourceSet.hash(resources.values());
  }

  private ResourceSet set(ResourceType type) {
    return sets.getOrDefault(type, ResourceSet.EMPTY);
  }
}
