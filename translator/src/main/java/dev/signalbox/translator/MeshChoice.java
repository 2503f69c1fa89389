package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.MeshDefinition;
import dev.signalbox.translator.model.MeshSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The settings that hold: those of the file that was named, else those of istiod's namespace, else
 * of any other. They aren't mixed: each sets all.
 */
record MeshChoice(MeshSettings settings, ImmutableList<Diagnostic> diagnostics) {
  private static final Comparator<MeshDefinition> ORDER =
      Comparator.comparing(
              (MeshDefinition definition) -> !definition.origin().namespace().isEmpty())
          .thenComparing(
              definition ->
                  !definition.origin().namespace().equals(MeshSettings.DEFAULT.rootNamespace()))
          .thenComparing(MeshDefinition::precedence);

  static MeshChoice of(Collection<ManifestObject> objects) {
    List<MeshDefinition> definitions = new ArrayList<>();
    for (ManifestObject object : objects) {
      for (Element element : object.elements()) {
        if (element instanceof MeshDefinition definition) {
          definitions.add(definition);
        }
      }
    }
    if (definitions.isEmpty()) {
      return new MeshChoice(MeshSettings.DEFAULT, ImmutableList.of());
    }
    ImmutableList<MeshDefinition> sorted = ImmutableList.sortedCopyOf(ORDER, definitions);
    MeshDefinition first = sorted.get(0);
    return new MeshChoice(
        first.settings(),
        sorted.stream()
            .skip(1)
            .map(other -> ignored(other, first))
            .collect(ImmutableList.toImmutableList()));
  }

  private static Diagnostic ignored(MeshDefinition other, MeshDefinition first) {
    String winner =
        first.origin().namespace().isEmpty()
            ? "the file that --mesh names"
            : first.origin().objectName();
    return Diagnostic.of(
            Code.IGNORED_MESH_CONFIG,
            other.origin(),
            "its settings have no effect: " + winner + " has the mesh's",
            "Keep one of them.")
        .relatedTo(first.origin());
  }
}
