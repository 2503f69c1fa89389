package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;

/** What one view gets, and what is wrong for it alone. */
public record Translation(Snapshot snapshot, ImmutableList<Diagnostic> diagnostics) {}
