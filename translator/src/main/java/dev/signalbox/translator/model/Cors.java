package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Optional;

/**
 * What browsers may do from pages of other origins.
 *
 * @param allowCredentials empty: the answer says nothing of it
 * @param forwardUnmatchedPreflights whether preflights of other origins reach the backend
 */
public record Cors(
    ImmutableList<StringMatch> allowOrigins,
    ImmutableList<String> allowMethods,
    ImmutableList<String> allowHeaders,
    ImmutableList<String> exposeHeaders,
    Optional<Duration> maxAge,
    Optional<Boolean> allowCredentials,
    boolean forwardUnmatchedPreflights) {}
