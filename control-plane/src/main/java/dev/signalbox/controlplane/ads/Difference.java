package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Resource;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What brings a client from what it has to what it should have. */
record Difference(ImmutableList<Resource> changed, ImmutableList<String> removed) {

  /**
   * The difference, in the order of the names.
   *
   * @param again names to tell of in any case
   */
  @SuppressWarnings("ReferenceEquality") // Unchanged sets are shared: most need no comparison.
  static Difference between(
      ImmutableSortedMap<String, Resource> has,
      ImmutableSortedMap<String, Resource> wanted,
      Set<String> again) {
    TreeSet<String> names = new TreeSet<>(again);
    if (has != wanted) {
      wanted.values().stream()
          .filter(resource -> differs(has.get(resource.name()), resource))
          .forEach(resource -> names.add(resource.name()));
      has.keySet().stream().filter(name -> !wanted.containsKey(name)).forEach(names::add);
    }
    ImmutableList.Builder<Resource> changed = ImmutableList.builder();
    ImmutableList.Builder<String> removed = ImmutableList.builder();
    for (String name : names) {
      Resource resource = wanted.get(name);
      if (resource == null) {
        removed.add(name);
      } else if (!Unseen.is(resource)) {
        changed.add(resource);
      }
    }
    return new Difference(changed.build(), removed.build());
  }

  boolean isEmpty() {
    return changed.isEmpty() && removed.isEmpty();
  }

  private static boolean differs(@Nullable Resource has, Resource wanted) {
    return has == null || !has.version().equals(wanted.version());
  }
}
