package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1 */
@Ignored({"apiVersion", "kind", "status"})
public record Service(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @Ignored({
    "allocateLoadBalancerNodePorts",
    "externalIPs",
    "externalTrafficPolicy",
    "healthCheckNodePort",
    "internalTrafficPolicy",
    "ipFamilies",
    "ipFamilyPolicy",
    "loadBalancerClass",
    "loadBalancerIP",
    "loadBalancerSourceRanges",
    "sessionAffinity",
    "sessionAffinityConfig"
  })
  public record Spec(
      String type,
      String clusterIP,
      ImmutableList<String> clusterIPs,
      String externalName,
      boolean publishNotReadyAddresses,
      String trafficDistribution,
      ImmutableMap<String, String> selector,
      ImmutableList<Port> ports) {}

  @Ignored("nodePort")
  public record Port(
      String name,
      @Required int port,
      String protocol,
      String appProtocol,
      @Nullable IntOrString targetPort) {}
}
