package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.Translator;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.model.Mesh;
import java.util.List;
import java.util.stream.Stream;

/** The pipeline up to the mesh, without a server. */
public record Offline(ManifestSet manifests, Translator translator, Mesh mesh, int files) {
  public static Offline of(List<FileChange> files) {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    files.forEach(file -> file.applyTo(edit));
    ManifestSet manifests = edit.build();
    Translator translator = new Translator();
    return new Offline(manifests, translator, translator.mesh(manifests), files.size());
  }

  /** Also what only shows when a proxy's configuration is made. */
  public ImmutableList<Finding> findings() {
    Stream<Diagnostic> ofViews =
        TypicalViews.of(manifests, mesh).stream()
            .flatMap(view -> translator.translate(mesh, view).diagnostics().stream());
    return Findings.of(manifests, Stream.concat(mesh.diagnostics().stream(), ofViews));
  }
}
