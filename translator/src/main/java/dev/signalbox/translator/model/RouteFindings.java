package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.LinkedHashSet;
import java.util.Set;

/** What is found while routes are judged, each once: a backend is looked at for each parent. */
final class RouteFindings {
  private final Set<Diagnostic> all = new LinkedHashSet<>();

  void report(Code code, Origin origin, String message, String fix) {
    add(Diagnostic.of(code, origin, message, fix));
  }

  void add(Diagnostic diagnostic) {
    all.add(diagnostic);
  }

  ImmutableList<Diagnostic> toList() {
    return ImmutableList.copyOf(all);
  }
}
