package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.manifest.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a schema finds wrong, unless somebody who knows what the field is for says it too. */
final class SchemaFindings {
  private final Document document;
  private final Map<String, List<Diagnostic>> others = new HashMap<>();

  private SchemaFindings(Document document) {
    this.document = document;
  }

  /** All diagnostics of a document, without those of its schema that only repeat another one. */
  static ImmutableList<Diagnostic> once(ImmutableList<Diagnostic> found, Document document) {
    ImmutableList<Diagnostic> all = ofValues(found);
    if (document.schemaDiagnostics().isEmpty()) {
      return all;
    }
    Set<Diagnostic> schema = Collections.newSetFromMap(new IdentityHashMap<>());
    schema.addAll(document.schemaDiagnostics());
    SchemaFindings findings = new SchemaFindings(document);
    for (Diagnostic diagnostic : all) {
      if (!schema.contains(diagnostic)) {
        findings
            .others
            .computeIfAbsent(diagnostic.origin().path(), path -> new ArrayList<>())
            .add(diagnostic);
      }
    }
    return all.stream()
        .filter(diagnostic -> !schema.contains(diagnostic) || !findings.repeats(diagnostic))
        .collect(ImmutableList.toImmutableList());
  }

  /** In place of a value of the wrong type stands an empty one, which isn't what is wrong. */
  private static ImmutableList<Diagnostic> ofValues(ImmutableList<Diagnostic> all) {
    Set<String> mistyped =
        all.stream()
            .filter(diagnostic -> diagnostic.code() == Code.WRONG_TYPE)
            .map(diagnostic -> diagnostic.origin().path())
            .collect(Collectors.toSet());
    return mistyped.isEmpty()
        ? all
        : all.stream()
            .filter(
                diagnostic ->
                    diagnostic.code() == Code.WRONG_TYPE
                        || !mistyped.contains(diagnostic.origin().path()))
            .collect(ImmutableList.toImmutableList());
  }

  private boolean repeats(Diagnostic diagnostic) {
    String path = diagnostic.origin().path();
    return others.getOrDefault(path, List.of()).stream()
        .filter(other -> other.severity().compareTo(diagnostic.severity()) <= 0)
        .anyMatch(other -> isSame(diagnostic, other, path));
  }

  /** A scalar is wrong in one way; of a mapping, several things can be. */
  private boolean isSame(Diagnostic diagnostic, Diagnostic other, String path) {
    if (diagnostic.code() == Code.MISSING_FIELD) {
      return other.message().equals(diagnostic.message());
    }
    return other.code() == diagnostic.code()
        || diagnostic.code() == Code.UNKNOWN_FIELD
        || document.source().isScalar(path);
  }
}
