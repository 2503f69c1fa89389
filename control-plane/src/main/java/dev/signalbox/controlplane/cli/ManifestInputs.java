package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.controlplane.source.FolderSource;
import dev.signalbox.controlplane.source.ManifestReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files that {@code -f} names. */
final class ManifestInputs {
  private static final String STDIN = "-";

  private ManifestInputs() {}

  static ImmutableList<FileChange> read(List<String> names) {
    List<Path> paths = names.stream().filter(name -> !name.equals(STDIN)).map(Path::of).toList();
    ImmutableList.Builder<FileChange> files = ImmutableList.builder();
    try {
      files.addAll(FolderSource.read(paths));
      if (names.contains(STDIN)) {
        files.add(ManifestReader.read(STDIN, System.in));
      }
    } catch (IOException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    return files.build();
  }
}
