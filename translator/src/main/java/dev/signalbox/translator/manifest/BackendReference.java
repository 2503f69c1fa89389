package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** Where a route's requests go: https://gateway-api.sigs.k8s.io/reference/spec/#backendref */
public record BackendReference(
    @Nullable String group,
    @Nullable String kind,
    @Required String name,
    @Nullable String namespace,
    @Nullable Integer port,
    @Nullable Integer weight,
    ImmutableList<RouteFilter> filters) {}
