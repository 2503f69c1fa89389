package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.model.Protocol;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.OriginalDstLbConfig;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.ExtraSourceAddress;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import java.util.OptionalInt;

/** Clusters that send a connection to where it was going. */
final class OriginalDestinationClusters {
  static final String PASSTHROUGH = "PassthroughCluster";
  static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

  /** Inbound connections come from here, so that interception can tell them from others. */
  private static final String INBOUND_SOURCE = "127.0.0.6";

  private static final String INBOUND_V6_SOURCE = "::6";

  private OriginalDestinationClusters() {}

  /**
   * @param port the one to take instead of the connection's
   */
  static void add(Cluster.Builder cluster, OptionalInt port) {
    cluster.setType(DiscoveryType.ORIGINAL_DST).setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    port.ifPresent(
        number ->
            cluster.setOriginalDstLbConfig(
                OriginalDstLbConfig.newBuilder().setUpstreamPortOverride(Protos.uint32(number))));
  }

  /** For what no service is known for. */
  static Resource passthrough() {
    return resource(Clusters.base(PASSTHROUGH), OptionalInt.empty());
  }

  /** To the application's own port. */
  static Resource inboundPassthrough(IpFamilies families) {
    return inbound(INBOUND_PASSTHROUGH, OptionalInt.empty(), families);
  }

  static Resource inbound(String name, OptionalInt applicationPort, IpFamilies families) {
    BindConfig.Builder source =
        BindConfig.newBuilder()
            .setSourceAddress(
                source(families == IpFamilies.V6 ? INBOUND_V6_SOURCE : INBOUND_SOURCE));
    if (families == IpFamilies.BOTH) {
      source.addExtraSourceAddresses(
          ExtraSourceAddress.newBuilder().setAddress(source(INBOUND_V6_SOURCE)));
    }
    return resource(Clusters.base(name).setUpstreamBindConfig(source), applicationPort);
  }

  private static SocketAddress source(String address) {
    return SocketAddress.newBuilder().setAddress(address).setPortValue(0).build();
  }

  private static Resource resource(Cluster.Builder cluster, OptionalInt port) {
    add(cluster, port);
    Clusters.addProtocol(cluster, Protocol.UNSPECIFIED);
    return Resource.of(
        ResourceType.CLUSTER,
        cluster.getName(),
        cluster.build(),
        ImmutableSet.of(),
        ImmutableSet.of());
  }
}
