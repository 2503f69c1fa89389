package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.DocumentText;
import dev.signalbox.translator.manifest.SourceMap;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.model.Element;
import java.util.Optional;

/**
 * An object with what it contributes to the mesh and what is wrong with it alone.
 *
 * @param virtualService what it is made from: delegation puts the rules of several together
 */
record ManifestObject(
    Origin id,
    String group,
    ImmutableList<Element> elements,
    Optional<VirtualService> virtualService,
    SourceMap source,
    Optional<DocumentText> text,
    ImmutableList<Diagnostic> diagnostics) {

  /** What tells objects apart. */
  record Key(String group, Origin id) {
    @Override
    public String toString() {
      return group.isEmpty() ? id.objectName() : group + "/" + id.objectName();
    }
  }

  Key key() {
    return new Key(group, id);
  }

  /** Whether it is the file with the mesh's settings, which is no object of the API. */
  boolean isMeshFile() {
    return id.kind().equals("MeshConfig");
  }

  boolean isValid() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }
}
