package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster;

/**
 * Where connections go:
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/filters/network/tcp_proxy/v3/tcp_proxy.proto
 *
 * @param statPrefix the cluster's name, or of several clusters the rules' object
 * @param origins what it was made from
 */
record TcpTarget(String statPrefix, ImmutableList<Share> shares, ImmutableSet<Origin> origins) {

  /** A cluster with its share of the connections. */
  record Share(String cluster, int weight) {}

  static TcpTarget of(String cluster, Origin... origins) {
    return new TcpTarget(
        cluster, ImmutableList.of(new Share(cluster, 1)), ImmutableSet.copyOf(origins));
  }

  TcpProxy proxy() {
    TcpProxy.Builder proxy = TcpProxy.newBuilder().setStatPrefix(statPrefix);
    if (shares.size() == 1) {
      return proxy.setCluster(shares.get(0).cluster()).build();
    }
    WeightedCluster.Builder clusters = WeightedCluster.newBuilder();
    for (Share share : shares) {
      clusters.addClustersBuilder().setName(share.cluster).setWeight(share.weight);
    }
    return proxy.setWeightedClusters(clusters).build();
  }
}
