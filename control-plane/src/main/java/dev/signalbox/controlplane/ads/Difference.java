package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Resource;
import java.util.Set;
import java.util.TreeSet;

/** What brings a client from what it has to what it should have. */
record Difference(ImmutableList<Resource> changed, ImmutableList<String> removed) {

  /**
   * The difference, in the order of the names.
   *
   * @param again names to tell of in any case
   */
  static Difference between(
      ImmutableSortedMap<String, Resource> has,
      ImmutableSortedMap<String, Resource> wanted,
      Set<String> again) {
    Set<String> names = new TreeSet<>(again);
    addDiffering(has.values().asList(), wanted.values().asList(), names);
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

  /**
   * Walks both in the order of their names: most resources are shared, and cost next to nothing.
   */
  @SuppressWarnings("ReferenceEquality")
  private static void addDiffering(
      ImmutableList<Resource> has, ImmutableList<Resource> wanted, Set<String> names) {
    int i = 0;
    int j = 0;
    while (i < has.size() && j < wanted.size()) {
      Resource one = has.get(i);
      Resource other = wanted.get(j);
      int order = one == other ? 0 : one.name().compareTo(other.name());
      if (order != 0 || !one.version().equals(other.version())) {
        names.add(order <= 0 ? one.name() : other.name());
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    has.stream().skip(i).forEach(resource -> names.add(resource.name()));
    wanted.stream().skip(j).forEach(resource -> names.add(resource.name()));
  }
}
