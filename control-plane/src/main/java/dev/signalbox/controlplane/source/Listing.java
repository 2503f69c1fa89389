package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one look at the folders found.
 *
 * @param files manifest files by the name that findings use
 * @param unseen folders that could not be looked into, by name prefix, with the reason
 * @param gone those of them that don't exist
 */
record Listing(
    ImmutableSortedMap<String, Entry> files,
    ImmutableMap<String, String> unseen,
    ImmutableSet<String> gone) {
  private static final Entry REMEMBERED =
      new Entry.Refused("it has not been seen since the restart", "make its folder readable");

  static final Listing EMPTY = remembered(ImmutableSet.of());

  /** Files that were there once. */
  static Listing remembered(Set<String> files) {
    return new Listing(
        ImmutableSortedMap.copyOf(Maps.asMap(files, file -> REMEMBERED)),
        ImmutableMap.of(),
        ImmutableSet.of());
  }

  /** Files in an unseen folder are not gone: they stay as they were last seen. */
  Listing keepingUnseen(Listing before) {
    Set<String> folders = Sets.difference(unseen.keySet(), gone);
    if (folders.isEmpty()) {
      return this;
    }
    TreeMap<String, Entry> kept = new TreeMap<>(before.files);
    kept.keySet().removeIf(file -> folders.stream().noneMatch(file::startsWith));
    kept.putAll(files);
    return new Listing(ImmutableSortedMap.copyOf(kept), unseen, gone);
  }

  /** Of this look and a later one what they agree on; the rest as it was accepted before. */
  Listing agreed(Listing later, Listing accepted) {
    ImmutableSortedMap.Builder<String, Entry> agreed = ImmutableSortedMap.naturalOrder();
    for (String file :
        Sets.union(Sets.union(files.keySet(), later.files.keySet()), accepted.files.keySet())) {
      boolean same = Objects.equals(files.get(file), later.files.get(file));
      Entry entry = (same ? later : accepted).files.get(file);
      if (entry != null) {
        agreed.put(file, entry);
      }
    }
    return new Listing(agreed.buildOrThrow(), later.unseen, later.gone);
  }
}
