package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.protobuf.Any;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;

/** Resources that a reconnecting client has and whose version is all that we know of them. */
final class Unseen {

  private Unseen() {}

  static ImmutableSortedMap<String, Resource> resources(
      ResourceType type, ImmutableMap<String, String> versions) {
    ImmutableSortedMap.Builder<String, Resource> resources = ImmutableSortedMap.naturalOrder();
    versions.forEach((name, version) -> resources.put(name, unseen(type, name, version)));
    return resources.buildOrThrow();
  }

  static boolean is(Resource resource) {
    return resource.any().getTypeUrl().isEmpty();
  }

  private static Resource unseen(ResourceType type, String name, String version) {
    return new Resource(
        type, name, Any.getDefaultInstance(), version, ImmutableSet.of(), ImmutableSet.of());
  }
}
