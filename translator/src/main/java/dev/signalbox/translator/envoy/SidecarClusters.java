package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Protocol;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;

/** Clusters that a sidecar has by itself. */
final class SidecarClusters {
  static final String BLACK_HOLE = "BlackHoleCluster";

  private SidecarClusters() {}

  /** Has no endpoint, so that connections end. */
  static Resource blackHole() {
    Cluster.Builder cluster = Clusters.base(BLACK_HOLE).setType(DiscoveryType.STATIC);
    return Resource.of(
        ResourceType.CLUSTER, BLACK_HOLE, cluster.build(), ImmutableSet.of(), ImmutableSet.of());
  }

  /** The application, at the place that an ingress names. */
  static Resource application(String name, Address address, Origin ingress) {
    LbEndpoint endpoint =
        LbEndpoint.newBuilder().setEndpoint(Endpoint.newBuilder().setAddress(address)).build();
    Cluster.Builder cluster =
        Clusters.base(name)
            .setType(DiscoveryType.STATIC)
            .setMetadata(Protos.origin(ingress))
            .setLoadAssignment(
                ClusterLoadAssignment.newBuilder()
                    .setClusterName(name)
                    .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(endpoint)));
    Clusters.addProtocol(cluster, Protocol.UNSPECIFIED);
    return Resource.of(
        ResourceType.CLUSTER,
        name,
        cluster.build(),
        ImmutableSet.of(),
        ImmutableSet.of(ingress.object()));
  }
}
