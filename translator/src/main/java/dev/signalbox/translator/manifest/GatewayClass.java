package dev.signalbox.translator.manifest;

import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://gateway-api.sigs.k8s.io/reference/spec/#gatewayclass */
@Ignored({"apiVersion", "kind", "status"})
public record GatewayClass(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @Ignored(value = "description", reason = "it is for people")
  public record Spec(
      @Required String controllerName, ApiGateway.@Nullable ParametersReference parametersRef) {}
}
