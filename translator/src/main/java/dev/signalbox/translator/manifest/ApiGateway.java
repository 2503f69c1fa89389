package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** Gateway API's Gateway: https://gateway-api.sigs.k8s.io/reference/spec/#gateway */
@Ignored({"apiVersion", "kind", "status"})
public record ApiGateway(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @NotSupportedYet(value = "tls", reason = "HTTPS comes in a later release")
  @NotSupportedYet(value = "defaultScope", reason = "name the Gateway in the routes' parentRefs")
  public record Spec(
      @Required String gatewayClassName,
      @Required ImmutableList<Listener> listeners,
      @Nullable AllowedListeners allowedListeners,
      ImmutableList<Address> addresses,
      @Nullable Infrastructure infrastructure) {}

  public record Address(@Nullable String type, @Nullable String value) {}

  @Ignored(
      value = {"labels", "annotations"},
      reason = "the proxy runs by itself, so nothing is made that could have them")
  public record Infrastructure(@Nullable ParametersReference parametersRef) {}

  /** Whatever it refers to, it is none that is known. */
  @Ignored(value = "namespace", reason = "no kind of parameters is known")
  public record ParametersReference(
      @Required String group, @Required String kind, @Required String name) {}

  @Ignored(
      value = "tls",
      reason = "listeners with TLS are not supported yet, and those without have no use for it")
  public record Listener(
      @Required String name,
      @Nullable String hostname,
      @Required int port,
      @Required String protocol,
      @Nullable AllowedRoutes allowedRoutes) {}

  public record AllowedRoutes(@Nullable Namespaces namespaces, ImmutableList<RouteKind> kinds) {}

  public record AllowedListeners(@Nullable Namespaces namespaces) {}

  public record Namespaces(@Nullable String from, @Nullable Selector selector) {}

  public record RouteKind(@Nullable String group, @Required String kind) {}

  public record Selector(
      ImmutableMap<String, String> matchLabels, ImmutableList<Requirement> matchExpressions) {}

  public record Requirement(
      @Required String key, @Required String operator, ImmutableList<String> values) {}
}
