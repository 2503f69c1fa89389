package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.HttpRoute.ValueMatch;
import dev.signalbox.translator.manifest.Schema.Condition;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://gateway-api.sigs.k8s.io/reference/spec/#grpcroute */
@Ignored({"apiVersion", "kind", "status"})
public record GrpcRoute(ObjectMeta metadata, @Required @Nullable Spec spec) {

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
      @Nullable SessionPersistence sessionPersistence) {}

  @Condition
  public record Match(@Nullable MethodMatch method, ImmutableList<ValueMatch> headers) {}

  @Condition
  public record MethodMatch(
      @Nullable String type, @Nullable String service, @Nullable String method) {}
}
