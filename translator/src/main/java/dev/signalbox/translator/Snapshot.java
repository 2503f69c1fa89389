package dev.signalbox.translator;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/** All resources of one view, by type and name. Equal views have the same snapshot. */
public final class Snapshot {
  private static final Snapshot EMPTY = new Snapshot(new EnumMap<>(ResourceType.class));

  private final Map<ResourceType, ImmutableSortedMap<String, Resource>> resources;
  private final Map<ResourceType, String> versions = new EnumMap<>(ResourceType.class);

  private Snapshot(Map<ResourceType, ImmutableSortedMap<String, Resource>> resources) {
    this.resources = resources;
    for (ResourceType type : ResourceType.values()) {
      versions.put(type, hash(of(type)));
    }
  }

  public static Snapshot empty() {
    return EMPTY;
  }

  public static Snapshot of(Iterable<Resource> resources) {
    Map<ResourceType, ImmutableSortedMap.Builder<String, Resource>> builders =
        new EnumMap<>(ResourceType.class);
    for (Resource resource : resources) {
      builders
          .computeIfAbsent(resource.type(), type -> ImmutableSortedMap.naturalOrder())
          .put(resource.name(), resource);
    }
    Map<ResourceType, ImmutableSortedMap<String, Resource>> built =
        new EnumMap<>(ResourceType.class);
    builders.forEach((type, builder) -> built.put(type, builder.buildOrThrow()));
    return new Snapshot(built);
  }

  public ImmutableSortedMap<String, Resource> of(ResourceType type) {
    return resources.getOrDefault(type, ImmutableSortedMap.of());
  }

  /** Hash of the names and versions of all resources of a type: the state-of-the-world version. */
  public String version(ResourceType type) {
    return versions.getOrDefault(type, "");
  }

  /** The state-of-the-world version of any set of resources of one type. */
  public static String hash(Map<String, Resource> resources) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Resource resource : resources.values()) {
      hasher.putString(resource.name(), StandardCharsets.UTF_8).putByte((byte) 0);
      hasher.putString(resource.version(), StandardCharsets.UTF_8).putByte((byte) 0);
    }
    return hasher.hash().toString().substring(0, 16);
  }
}
