package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostic;

/** All that is known, linked: services with their endpoints, routes, policies and gateways. */
public record Mesh(ImmutableList<Diagnostic> diagnostics) {}
