package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.nio.file.Path;

/**
 * What one look at the folders found.
 *
 * @param files manifest files by the name that findings use
 * @param folders each folder that was looked through, by its real path
 * @param unseen folders that could not be looked into, by name prefix, with the reason
 * @param gone those of them that don't exist
 */
record Listing(
    ImmutableSortedMap<String, Entry> files,
    ImmutableListMultimap<Path, Folder> folders,
    ImmutableMap<String, String> unseen,
    ImmutableSet<String> gone) {

  /**
   * A folder as one name leads to it.
   *
   * @param name what the names of its files begin with
   * @param above the real paths of this folder and those above, to end loops of links
   */
  record Folder(Path path, Path real, Path rootReal, String name, ImmutableSet<Path> above) {
    Folder child(Path child, Path childReal, String childName) {
      ImmutableSet<Path> aboveChild =
          ImmutableSet.<Path>builder().addAll(above).add(childReal).build();
      return new Folder(child, childReal, rootReal, childName + "/", aboveChild);
    }

    boolean isRoot() {
      return real.equals(rootReal);
    }
  }

  /** Whether nobody can tell if the file is there. */
  boolean isUnseen(String file) {
    return unseen.keySet().stream()
        .anyMatch(folder -> !gone.contains(folder) && file.startsWith(folder));
  }
}
