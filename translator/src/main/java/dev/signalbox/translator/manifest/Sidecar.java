package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/networking/sidecar */
@Ignored({"apiVersion", "kind", "status"})
public record Sidecar(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @NotSupportedYet(
      value = "inboundConnectionPool",
      reason = "limits of connections come in a later release")
  public record Spec(
      @Nullable WorkloadSelector workloadSelector,
      ImmutableList<Ingress> ingress,
      ImmutableList<Egress> egress,
      @Nullable OutboundTrafficPolicy outboundTrafficPolicy) {}

  public record WorkloadSelector(ImmutableMap<String, String> labels) {}

  @NotSupportedYet(value = "tls", reason = "TLS termination comes in a later release")
  @NotSupportedYet(
      value = "connectionPool",
      reason = "limits of connections come in a later release")
  public record Ingress(
      @Required @Nullable Port port, String bind, String captureMode, String defaultEndpoint) {}

  public record Egress(
      @Nullable Port port,
      String bind,
      String captureMode,
      @Required ImmutableList<String> hosts) {}

  public record Port(int number, String protocol, String name, @Nullable Integer targetPort) {}

  public record OutboundTrafficPolicy(
      String mode, VirtualService.@Nullable Destination egressProxy) {}
}
