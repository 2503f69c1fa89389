package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/networking/destination-rule */
@Ignored({"apiVersion", "kind", "status"})
public record DestinationRule(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(
      @Required String host,
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

  @NotSupportedYet({
    "connectionPool",
    "outlierDetection",
    "tls",
    "portLevelSettings",
    "tunnel",
    "proxyProtocol",
    "retryBudget"
  })
  public record TrafficPolicy(@Nullable LoadBalancer loadBalancer) {}

  @NotSupportedYet({
    "consistentHash",
    "backendUtilization",
    "localityLbSetting",
    "zoneAwareLbSetting",
    "warmup",
    "warmupDurationSecs"
  })
  public record LoadBalancer(String simple) {}
}
