package dev.signalbox.translator.envoy;

import dev.signalbox.translator.envoy.filter.DynamicDns;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CustomClusterType;
import io.envoyproxy.envoy.extensions.clusters.dynamic_forward_proxy.v3.ClusterConfig;

/**
 * Clusters that go to whatever host a request calls:
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/dynamic_forward_proxy_filter
 */
final class DynamicDnsClusters {
  private DynamicDnsClusters() {}

  static void add(Cluster.Builder cluster, Discovery.DynamicDns dynamic) {
    ClusterConfig config =
        ClusterConfig.newBuilder()
            .setDnsCacheConfig(DynamicDns.cache(DnsClusters.family(dynamic.families())))
            // Envoy would have such clusters check certificates; here they speak plain text.
            .setAllowInsecureClusterOptions(true)
            .build();
    cluster.setClusterType(
        CustomClusterType.newBuilder()
            .setName("envoy.clusters.dynamic_forward_proxy")
            .setTypedConfig(Protos.pack(config)));
  }
}
