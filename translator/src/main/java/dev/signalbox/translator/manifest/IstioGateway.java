package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** Istio's Gateway: https://istio.io/latest/docs/reference/config/networking/gateway */
@Ignored({"apiVersion", "kind", "status"})
public record IstioGateway(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(
      ImmutableMap<String, String> selector, @Required ImmutableList<Server> servers) {}

  @NotSupportedYet({"tls", "bind", "defaultEndpoint"})
  public record Server(
      @Required @Nullable Port port, @Required ImmutableList<String> hosts, String name) {}

  @NotSupportedYet("targetPort")
  public record Port(@Required int number, @Required String protocol, String name) {}
}
