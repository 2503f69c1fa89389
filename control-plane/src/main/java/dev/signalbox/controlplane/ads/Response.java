package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;

/**
 * A response of either protocol.
 *
 * @param version hash of all that the client has of the type after it
 * @param resources the whole set for state-of-the-world CDS and LDS, else what changed
 * @param removed names that are gone or never were; only the incremental protocol tells them
 */
public record Response(
    ResourceType type,
    String version,
    String nonce,
    ImmutableList<Resource> resources,
    ImmutableList<String> removed) {}
