package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One type's resources in a snapshot. */
final class ResourceSet {
  static final ResourceSet EMPTY = new ResourceSet(ImmutableList.of());
  private static final int VERSION_CHARACTERS = 16;

  /** As they were emitted, to see at once whether another emission is the same. */
  private final ImmutableList<Resource> emitted;

  private final ImmutableSortedMap<String, Resource> byName;
  private final String version;

  private ResourceSet(List<Resource> emitted) {
    this.emitted = ImmutableList.copyOf(emitted);
    this.byName =
        emitted.stream()
            .collect(
                ImmutableSortedMap.toImmutableSortedMap(
                    String::compareTo, Resource::name, resource -> resource, (one, other) -> one));
    this.version = hash(byName.values());
  }

  ImmutableSortedMap<String, Resource> byName() {
    return byName;
  }

  String version() {
    return version;
  }

  /** This set if it has the same resources, else one that does. */
  ResourceSet next(List<Resource> resources) {
    return emitted.equals(resources) ? this : new ResourceSet(resources);
  }

  static String hash(Iterable<Resource> sorted) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (Resource resource : sorted) {
      hasher.putString(resource.name(), StandardCharsets.UTF_8).putByte((byte) 0);
      hasher.putString(resource.version(), StandardCharsets.UTF_8).putByte((byte) 0);
    }
    return hasher.hash().toString().substring(0, VERSION_CHARACTERS);
  }
}
