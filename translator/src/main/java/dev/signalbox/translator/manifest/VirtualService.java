package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Condition;
import dev.signalbox.translator.manifest.Schema.Field;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotEmpty;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.OneOf;
import dev.signalbox.translator.manifest.Schema.Required;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Istio's VirtualService: https://istio.io/latest/docs/reference/config/networking/virtual-service
 */
@Ignored({"apiVersion", "kind", "status"})
public record VirtualService(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @NotSupportedYet(value = "tls", reason = "routing by SNI comes in a later release")
  public record Spec(
      ImmutableList<String> hosts,
      ImmutableList<String> gateways,
      ImmutableList<TcpRoute> tcp,
      ImmutableList<HttpRoute> http,
      ImmutableList<String> exportTo) {}

  @OneOf({"route", "redirect", "directResponse"})
  public record HttpRoute(
      String name,
      ImmutableList<HttpMatchRequest> match,
      @Nullable Delegate delegate,
      ImmutableList<HttpRouteDestination> route,
      @Nullable HttpRedirect redirect,
      @Nullable HttpDirectResponse directResponse,
      @Nullable HttpRewrite rewrite,
      @Nullable Duration timeout,
      @Nullable HttpRetry retries,
      @Nullable HttpFaultInjection fault,
      @Nullable Destination mirror,
      @Nullable Integer mirrorPercent,
      @Field("mirror_percent") @Nullable Integer mirrorPercentOfOldName,
      @Nullable Percent mirrorPercentage,
      ImmutableList<HttpMirrorPolicy> mirrors,
      @Nullable CorsPolicy corsPolicy,
      @Nullable Headers headers) {}

  public record Delegate(@Required String name, String namespace) {}

  @Condition
  public record HttpMatchRequest(
      String name,
      @Nullable StringMatch uri,
      @Nullable StringMatch scheme,
      @Nullable StringMatch method,
      @Nullable StringMatch authority,
      ImmutableMap<String, StringMatch> headers,
      ImmutableMap<String, StringMatch> withoutHeaders,
      ImmutableMap<String, StringMatch> queryParams,
      @Nullable Integer port,
      ImmutableMap<String, String> sourceLabels,
      String sourceNamespace,
      ImmutableList<String> gateways,
      boolean ignoreUriCase,
      String statPrefix) {}

  @Condition
  @OneOf({"exact", "prefix", "regex"})
  public record StringMatch(
      @Nullable String exact, @Nullable String prefix, @Nullable String regex) {}

  public record TcpRoute(
      ImmutableList<L4MatchAttributes> match, ImmutableList<RouteDestination> route) {}

  @Condition
  @Ignored(value = "sourceSubnet", reason = "Istio takes it and does nothing with it either")
  public record L4MatchAttributes(
      ImmutableList<String> destinationSubnets,
      @Nullable Integer port,
      ImmutableMap<String, String> sourceLabels,
      ImmutableList<String> gateways,
      String sourceNamespace) {}

  public record RouteDestination(@Required @Nullable Destination destination, int weight) {}

  public record HttpRouteDestination(
      @Required @Nullable Destination destination, int weight, @Nullable Headers headers) {}

  public record Destination(@Required @NotEmpty String host, String subset, @Nullable Port port) {}

  public record Port(int number) {}

  public record HttpRedirect(
      @Nullable String uri,
      @Nullable String prefixRewrite,
      String authority,
      String scheme,
      @Nullable Integer port,
      String derivePort,
      int redirectCode) {}

  public record HttpDirectResponse(@Required int status, @Nullable HttpBody body) {}

  @OneOf({"string", "bytes"})
  public record HttpBody(@Nullable String string, @Nullable String bytes) {}

  public record HttpRewrite(
      @Nullable String uri, String authority, @Nullable RegexRewrite uriRegexRewrite) {}

  public record RegexRewrite(
      @Required @NotEmpty String match, @Required @NotEmpty String rewrite) {}

  public record HttpRetry(
      int attempts,
      @Nullable Duration perTryTimeout,
      String retryOn,
      @Nullable Boolean retryRemoteLocalities,
      @Nullable Boolean retryIgnorePreviousHosts,
      @Nullable Duration backoff) {}

  public record HttpMirrorPolicy(
      @Required @Nullable Destination destination, @Nullable Percent percentage) {}

  public record CorsPolicy(
      ImmutableList<String> allowOrigin,
      ImmutableList<StringMatch> allowOrigins,
      ImmutableList<String> allowMethods,
      ImmutableList<String> allowHeaders,
      ImmutableList<String> exposeHeaders,
      @Nullable Duration maxAge,
      @Nullable Boolean allowCredentials,
      String unmatchedPreflights) {}

  public record HttpFaultInjection(@Nullable Delay delay, @Nullable Abort abort) {}

  @OneOf({"fixedDelay", "exponentialDelay"})
  public record Delay(
      @Nullable Percent percentage,
      @Nullable Integer percent,
      @Nullable Duration fixedDelay,
      @Nullable Duration exponentialDelay) {}

  @OneOf({"httpStatus", "grpcStatus", "http2Error"})
  public record Abort(
      @Nullable Percent percentage,
      @Nullable Integer httpStatus,
      @Nullable String grpcStatus,
      @Nullable String http2Error) {}

  public record Percent(@Nullable Double value) {}

  public record Headers(@Nullable HeaderOperations request, @Nullable HeaderOperations response) {}

  public record HeaderOperations(
      ImmutableMap<String, String> set,
      ImmutableMap<String, String> add,
      @Field("remove") ImmutableList<String> removed) {}
}
