package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * What routes have become together with what they are attached to.
 *
 * @param statuses by the routes' objects
 */
public record LinkedRoutes(
    ServiceRoutes services,
    ImmutableMap<Origin, RouteStatus> statuses,
    ImmutableList<Diagnostic> diagnostics) {}
