package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * A rule: what it matches and what happens then. The first rule that matches wins.
 *
 * @param matches alternatives; {@link RequestMatch#any} for all requests, none for no request
 */
public record RouteRule(
    Origin origin,
    String name,
    ImmutableList<RequestMatch> matches,
    RouteAction action,
    HeaderChanges headers) {}
