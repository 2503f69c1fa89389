package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Condition;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * Gateway API's HTTPRoute and Linkerd's, in all their versions; which fields and values a version
 * has is checked when it is converted: https://gateway-api.sigs.k8s.io/reference/spec/#httproute
 * and https://linkerd.io/2/reference/httproute.
 */
@Ignored({"kind", "status"})
public record HttpRoute(
    @Required String apiVersion, ObjectMeta metadata, @Required @Nullable Spec spec) {

  @NotSupportedYet(value = "useDefaultGateways", reason = "name the Gateways in parentRefs")
  public record Spec(
      ImmutableList<ParentReference> parentRefs,
      ImmutableList<String> hostnames,
      ImmutableList<Rule> rules) {}

  public record Rule(
      String name,
      ImmutableList<Match> matches,
      ImmutableList<RouteFilter> filters,
      ImmutableList<BackendReference> backendRefs,
      @Nullable Timeouts timeouts,
      @Nullable Retry retry,
      @Nullable SessionPersistence sessionPersistence) {}

  @Condition
  public record Match(
      @Nullable PathMatch path,
      ImmutableList<ValueMatch> headers,
      ImmutableList<ValueMatch> queryParams,
      @Nullable String method) {}

  @Condition
  public record PathMatch(@Nullable String type, @Nullable String value) {}

  /** On a header or a query parameter. */
  @Condition
  public record ValueMatch(@Nullable String type, @Required String name, @Required String value) {}

  public record Retry(
      @Nullable Integer attempts, @Nullable String backoff, ImmutableList<Integer> codes) {}

  public record Timeouts(@Nullable String request, @Nullable String backendRequest) {}
}
