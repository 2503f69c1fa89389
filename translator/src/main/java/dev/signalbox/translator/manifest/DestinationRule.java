package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotEmpty;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/networking/destination-rule */
@Ignored({"apiVersion", "kind", "status"})
public record DestinationRule(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(
      @Required @NotEmpty String host,
      @Nullable TrafficPolicy trafficPolicy,
      ImmutableList<Subset> subsets,
      ImmutableList<String> exportTo,
      @Nullable WorkloadSelector workloadSelector) {}

  /** The clients that it holds for. */
  public record WorkloadSelector(ImmutableMap<String, String> matchLabels) {}

  public record Subset(
      @Required String name,
      ImmutableMap<String, String> labels,
      @Nullable TrafficPolicy trafficPolicy) {}

  @NotSupportedYet(
      value = {"connectionPool", "outlierDetection", "portLevelSettings", "retryBudget"},
      reason = "limits and health of destinations come in a later release")
  @NotSupportedYet(
      value = {"tls", "tunnel", "proxyProtocol"},
      reason = "how connections to destinations are made comes in a later release")
  public record TrafficPolicy(@Nullable LoadBalancer loadBalancer) {}

  @NotSupportedYet(
      value = {
        "consistentHash",
        "backendUtilization",
        "localityLbSetting",
        "zoneAwareLbSetting",
        "warmup",
        "warmupDurationSecs"
      },
      reason = "load balancing by hash, utilization, place and age comes in a later release")
  public record LoadBalancer(String simple) {}
}
