package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Origin;

/** An object that says what holds for the whole mesh. Of several, one counts. */
public record MeshDefinition(Origin origin, Precedence precedence, MeshSettings settings)
    implements Element {}
