package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Open;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Kubernetes' metadata, as far as it counts here. */
@Open
public record ObjectMeta(
    String name,
    String namespace,
    ImmutableMap<String, String> labels,
    ImmutableMap<String, String> annotations,
    @Nullable Instant creationTimestamp) {}
