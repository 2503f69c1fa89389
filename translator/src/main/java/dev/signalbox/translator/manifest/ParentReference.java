package dev.signalbox.translator.manifest;

import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** What a route is attached to: https://gateway-api.sigs.k8s.io/reference/spec/#parentreference */
public record ParentReference(
    @Nullable String group,
    @Nullable String kind,
    @Nullable String namespace,
    @Required String name,
    @Nullable String sectionName,
    @Nullable Integer port) {}
