package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Origin;

/** Whose Gateways of a class are. */
public record GatewayClass(Origin origin, Precedence precedence, String controller)
    implements Element {}
