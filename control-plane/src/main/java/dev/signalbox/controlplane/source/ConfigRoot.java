package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder or a single file that holds manifests.
 *
 * @param prefix what stands before a file's path below the folder in the file's name
 */
record ConfigRoot(Path path, String prefix) {

  /** Names are relative to the one folder, or begin with the folder where there are several. */
  static ImmutableList<ConfigRoot> of(List<Path> paths) {
    return paths.stream()
        .map(path -> new ConfigRoot(path, paths.size() == 1 ? "" : prefix(path)))
        .collect(ImmutableList.toImmutableList());
  }

  private static String prefix(Path path) {
    return Files.isRegularFile(path) ? path.toString() : path + "/";
  }

  boolean isFile() {
    return Files.exists(path) && !Files.isDirectory(path);
  }
}
