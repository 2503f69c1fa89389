package dev.signalbox.controlplane.ads;

import dev.signalbox.translator.Resource;
import java.time.Instant;
import java.util.Optional;

/**
 * A resource that a client doesn't get in this version.
 *
 * @param message the client's, or why it isn't sent
 * @param attempts how often it was refused
 * @param retryAt when it is sent again, if the cause is the client's own
 */
public record Refusal(
    Resource resource, String message, Instant at, int attempts, Optional<Instant> retryAt) {}
