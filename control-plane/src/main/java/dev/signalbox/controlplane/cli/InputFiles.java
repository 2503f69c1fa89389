package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import java.util.List;
import picocli.CommandLine.Option;

/** The manifests that {@code -f} names. */
final class InputFiles {
  @Option(
      names = {"-f", "--filename"},
      split = EnvironmentDefaults.LIST_SEPARATOR,
      paramLabel = "FILE|DIR|-",
      description = {
        "Manifests: a file, a folder with all below, or - for standard input.",
        "May be given several times."
      })
  private List<String> names = List.of();

  @Option(
      names = {"-R", "--recursive"},
      description = "Folders are always read with all below; taken for kubectl's sake.")
  @SuppressWarnings("UnusedVariable")
  private boolean recursive;

  List<String> names() {
    return names;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  ImmutableList<FileChange> read() {
    return ManifestInputs.read(names);
  }
}
