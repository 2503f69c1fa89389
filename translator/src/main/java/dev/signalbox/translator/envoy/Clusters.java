package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Duration;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.HostPolicy.LoadBalancing;
import dev.signalbox.translator.model.Protocol;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Optional;

/** Clusters. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto */
final class Clusters {
  static final String PASSTHROUGH = "PassthroughCluster";
  static final String INBOUND_PASSTHROUGH = "InboundPassthroughCluster";

  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final Duration CONNECT_TIMEOUT = Duration.newBuilder().setSeconds(10).build();
  private static final int UNLIMITED = -1;

  /** Inbound connections come from here, so that interception can tell them from others. */
  private static final String INBOUND_SOURCE = "127.0.0.6";

  private Clusters() {}

  /**
   * @param grpcClient for a client that balances for itself
   * @param policy the DestinationRule, if there is one
   */
  record Inputs(
      ClusterKey key,
      Protocol protocol,
      LoadBalancing loadBalancing,
      boolean grpcClient,
      Origin service,
      Optional<Origin> policy) {}

  static Resource emit(Inputs inputs) {
    boolean passthrough = inputs.loadBalancing == LoadBalancing.PASSTHROUGH;
    Cluster.Builder cluster =
        base(inputs.key.name())
            .setLbPolicy(lbPolicy(inputs))
            .setMetadata(Protos.origin(inputs.policy.orElse(inputs.service)));
    if (passthrough) {
      cluster.setType(DiscoveryType.ORIGINAL_DST);
    } else {
      cluster
          .setType(DiscoveryType.EDS)
          .setEdsClusterConfig(
              EdsClusterConfig.newBuilder()
                  .setEdsConfig(Protos.ads())
                  .setServiceName(inputs.key.name()));
    }
    protocolOptions(inputs.protocol)
        .ifPresent(
            options ->
                cluster.putTypedExtensionProtocolOptions(HTTP_OPTIONS, Protos.pack(options)));
    ImmutableSet.Builder<Origin> origins = ImmutableSet.builder();
    inputs.policy.ifPresent(origins::add);
    origins.add(inputs.service);
    ImmutableSet<String> needs =
        passthrough ? ImmutableSet.of() : ImmutableSet.of(inputs.key.name());
    return Resource.of(
        ResourceType.CLUSTER, inputs.key.name(), cluster.build(), needs, origins.build());
  }

  /** To wherever the connection was going. */
  static Resource passthrough() {
    return originalDestination(PASSTHROUGH, withClientsProtocol(base(PASSTHROUGH)));
  }

  /** To the application's own port. */
  static Resource inboundPassthrough() {
    return inbound(INBOUND_PASSTHROUGH, 0);
  }

  static Resource inbound(String name, int applicationPort) {
    Cluster.Builder cluster =
        base(name)
            .setUpstreamBindConfig(
                BindConfig.newBuilder()
                    .setSourceAddress(
                        SocketAddress.newBuilder().setAddress(INBOUND_SOURCE).setPortValue(0)));
    if (applicationPort != 0) {
      cluster.setOriginalDstLbConfig(
          Cluster.OriginalDstLbConfig.newBuilder()
              .setUpstreamPortOverride(Protos.uint32(applicationPort)));
    }
    return originalDestination(name, withClientsProtocol(cluster));
  }

  private static Cluster.Builder withClientsProtocol(Cluster.Builder cluster) {
    protocolOptions(Protocol.UNSPECIFIED)
        .ifPresent(
            options ->
                cluster.putTypedExtensionProtocolOptions(HTTP_OPTIONS, Protos.pack(options)));
    return cluster;
  }

  private static Resource originalDestination(String name, Cluster.Builder cluster) {
    cluster.setType(DiscoveryType.ORIGINAL_DST).setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    return Resource.of(
        ResourceType.CLUSTER, name, cluster.build(), ImmutableSet.of(), ImmutableSet.of());
  }

  /** Without the limits that Envoy has by default and Istio takes away. */
  private static Cluster.Builder base(String name) {
    CircuitBreakers.Thresholds unlimited =
        CircuitBreakers.Thresholds.newBuilder()
            .setMaxConnections(Protos.uint32(UNLIMITED))
            .setMaxPendingRequests(Protos.uint32(UNLIMITED))
            .setMaxRequests(Protos.uint32(UNLIMITED))
            .setMaxRetries(Protos.uint32(UNLIMITED))
            .setTrackRemaining(true)
            .build();
    return Cluster.newBuilder()
        .setName(name)
        .setConnectTimeout(CONNECT_TIMEOUT)
        .setCircuitBreakers(CircuitBreakers.newBuilder().addThresholds(unlimited));
  }

  private static LbPolicy lbPolicy(Inputs inputs) {
    return switch (inputs.loadBalancing) {
      case UNSET -> inputs.grpcClient ? LbPolicy.ROUND_ROBIN : LbPolicy.LEAST_REQUEST;
      case LEAST_REQUEST -> LbPolicy.LEAST_REQUEST;
      case RANDOM -> LbPolicy.RANDOM;
      case ROUND_ROBIN -> LbPolicy.ROUND_ROBIN;
      case PASSTHROUGH -> LbPolicy.CLUSTER_PROVIDED;
    };
  }

  private static Optional<HttpProtocolOptions> protocolOptions(Protocol protocol) {
    var options = HttpProtocolOptions.newBuilder();
    if (protocol.isHttp2()) {
      options
          .getExplicitHttpConfigBuilder()
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    } else if (protocol == Protocol.UNSPECIFIED) {
      options
          .getUseDownstreamProtocolConfigBuilder()
          .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance());
    } else {
      return Optional.empty();
    }
    return Optional.of(options.build());
  }
}
