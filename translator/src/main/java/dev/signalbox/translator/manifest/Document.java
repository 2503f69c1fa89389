package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * One object of a known kind, read.
 *
 * @param id kind, namespace and name
 * @param group the API group, which tells kinds of the same name apart
 * @param manifest the kind's record
 */
public record Document(
    Origin id,
    String group,
    Record manifest,
    SourceMap source,
    ImmutableList<Diagnostic> diagnostics) {}
