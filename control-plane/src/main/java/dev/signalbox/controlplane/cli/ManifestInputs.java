package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.controlplane.source.FolderSource;
import dev.signalbox.controlplane.source.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that {@code -f} names. */
final class ManifestInputs {
  private static final String STDIN = "-";

  private ManifestInputs() {}

  static ImmutableList<FileChange> read(List<String> names) {
    List<Path> paths = names.stream().filter(name -> !isStream(name)).map(Path::of).toList();
    ImmutableList.Builder<FileChange> files = ImmutableList.builder();
    try {
      files.addAll(FolderSource.read(paths));
      for (String name : names) {
        if (isStream(name)) {
          files.add(stream(name));
        }
      }
    } catch (IOException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
    return files.build();
  }

  private static FileChange stream(String name) throws IOException {
    if (name.equals(STDIN)) {
      return ManifestReader.read(STDIN, System.in);
    }
    try (InputStream stream = Files.newInputStream(Path.of(name))) {
      return ManifestReader.read(name, stream);
    }
  }

  /** Such as what bash makes of {@code <(command)}; in folders, pipes are never opened. */
  private static boolean isStream(String name) {
    Path path = Path.of(name);
    return name.equals(STDIN)
        || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
  }
}
