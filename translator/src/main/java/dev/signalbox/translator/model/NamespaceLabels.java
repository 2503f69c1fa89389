package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;

/** A namespace's labels. */
public record NamespaceLabels(
    Origin origin, Precedence precedence, ImmutableMap<String, String> labels) implements Element {}
