package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.SourceMap;
import dev.signalbox.translator.model.Element;

/** An object with what it contributes to the mesh and what is wrong with it alone. */
record ManifestObject(
    Origin id,
    String group,
    ImmutableList<Element> elements,
    SourceMap source,
    ImmutableList<Diagnostic> diagnostics) {

  /** What tells objects apart. */
  record Key(String group, Origin id) {}

  Key key() {
    return new Key(group, id);
  }

  boolean isValid() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }
}
