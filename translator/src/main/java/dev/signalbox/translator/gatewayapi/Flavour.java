package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Optional;

/** In what the groups that have an HTTPRoute differ. */
enum Flavour {
  GATEWAY_API(
      "gateway.networking.k8s.io",
      true,
      ImmutableSet.of(301, 302, 303, 307, 308),
      ImmutableSet.of(
          "RequestHeaderModifier",
          "ResponseHeaderModifier",
          "RequestMirror",
          "RequestRedirect",
          "URLRewrite",
          "CORS"),
      ImmutableSet.of(
          "RequestHeaderModifier",
          "ResponseHeaderModifier",
          "RequestMirror",
          "RequestRedirect",
          "URLRewrite",
          "CORS",
          RouteFilters.EXTENSION)),
  LINKERD(
      "policy.linkerd.io",
      false,
      ImmutableSet.of(301, 302),
      ImmutableSet.of("RequestHeaderModifier", "RequestRedirect"),
      ImmutableSet.of("RequestHeaderModifier", "ResponseHeaderModifier", "RequestRedirect"));

  private final String group;
  private final boolean needsGrant;
  private final ImmutableSet<Integer> redirectStatuses;
  private final ImmutableSet<String> ruleFilters;
  private final ImmutableSet<String> backendFilters;

  Flavour(
      String group,
      boolean needsGrant,
      ImmutableSet<Integer> redirectStatuses,
      ImmutableSet<String> ruleFilters,
      ImmutableSet<String> backendFilters) {
    this.group = group;
    this.needsGrant = needsGrant;
    this.redirectStatuses = redirectStatuses;
    this.ruleFilters = ruleFilters;
    this.backendFilters = backendFilters;
  }

  static Flavour of(Origin route) {
    return route.group().equals(LINKERD.group) ? LINKERD : GATEWAY_API;
  }

  /** What a parentRef without a group means. */
  String group() {
    return group;
  }

  /** Whether backends in other namespaces need a ReferenceGrant. */
  boolean needsGrant() {
    return needsGrant;
  }

  ImmutableSet<Integer> redirectStatuses() {
    return redirectStatuses;
  }

  ImmutableSet<String> ruleFilters() {
    return ruleFilters;
  }

  ImmutableSet<String> backendFilters() {
    return backendFilters;
  }

  /** Zero is an answer to Gateway API: there is no limit. To Linkerd it says nothing. */
  Optional<Duration> limit(Optional<Duration> written) {
    return this == LINKERD ? written.filter(limit -> !limit.isZero()) : written;
  }
}
