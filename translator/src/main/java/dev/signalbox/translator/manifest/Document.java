package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * One object of a known kind, read.
 *
 * @param id kind, namespace and name
 * @param group the API group, which tells kinds of the same name apart
 * @param manifest the kind's record
 * @param text the document that holds it; empty where a Secret is in it too, which must not be kept
 * @param schemaDiagnostics what the kind's schema finds, which others may find too
 */
public record Document(
    Origin id,
    String group,
    Record manifest,
    SourceMap source,
    Optional<DocumentText> text,
    ImmutableList<Diagnostic> diagnostics,
    ImmutableList<Diagnostic> schemaDiagnostics) {}
