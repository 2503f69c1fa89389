package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.controlplane.source.MeshFileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --mesh}. */
final class MeshOption {
  @Option(
      names = "--mesh",
      paramLabel = "FILE",
      description = {
        "Settings for the whole mesh in the form of Istio's MeshConfig. A ConfigMap istio among",
        "the manifests, with the key mesh, says the same without this."
      })
  private @Nullable Path mesh;

  /** Without its settings everything would be another thing than what was asked for. */
  Optional<Path> file() {
    if (mesh != null && !Files.isReadable(mesh)) {
      throw Failure.usage("--mesh " + mesh + ": there is no such file, or it can't be read");
    }
    return Optional.ofNullable(mesh);
  }

  /** The manifests with the file before them. */
  ImmutableList<FileChange> with(List<FileChange> manifests) {
    return ImmutableList.<FileChange>builder()
        .addAll(file().map(MeshFileSource::read).stream().toList())
        .addAll(manifests)
        .build();
  }
}
