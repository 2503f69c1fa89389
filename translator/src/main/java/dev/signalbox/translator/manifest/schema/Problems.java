package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;

/** Collects what is wrong with one object. */
final class Problems {
  private final Origin object;
  private final ImmutableList.Builder<Diagnostic> diagnostics = ImmutableList.builder();
  private int errors;

  Problems(Origin object) {
    this.object = object;
  }

  void add(Code code, FieldPath path, String message, String fix) {
    Diagnostic diagnostic = Diagnostic.of(code, path.of(object), message, fix);
    diagnostics.add(diagnostic);
    errors += diagnostic.isError() ? 1 : 0;
  }

  int errors() {
    return errors;
  }

  ImmutableList<Diagnostic> toList() {
    return diagnostics.build();
  }
}
