package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.Findings;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.controlplane.source.FolderSource;
import dev.signalbox.controlplane.source.ManifestReader;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.model.Mesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pipeline up to the mesh, without a server. */
record Offline(ManifestSet manifests, Translator translator, Mesh mesh, int files) {
  private static final String STDIN = "-";

  static Offline load(List<String> names) {
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
    return of(files.build());
  }

  private static Offline of(List<FileChange> files) {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    files.forEach(file -> file.applyTo(edit));
    ManifestSet manifests = edit.build();
    Translator translator = new Translator();
    return new Offline(manifests, translator, translator.mesh(manifests), files.size());
  }

  /** Also what only shows when a proxy's configuration is made. */
  ImmutableList<Finding> findings() {
    Stream<Diagnostic> ofViews =
        TypicalViews.of(manifests, mesh).stream()
            .flatMap(view -> translator.translate(mesh, view).diagnostics().stream());
    return Findings.of(manifests, Stream.concat(mesh.diagnostics().stream(), ofViews));
  }
}
