package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Duration;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.HostPolicy.LoadBalancing;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Upstreams.Upstream;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.Optional;

/** Clusters. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/cluster.proto */
final class Clusters {
  private static final String HTTP_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";
  private static final Duration CONNECT_TIMEOUT = Duration.newBuilder().setSeconds(10).build();
  private static final int UNLIMITED = -1;

  private Clusters() {}

  /**
   * @param grpcClient for a client that balances for itself
   * @param near where the client runs, if it prefers what is close
   * @param settings what the mesh says
   * @param upstream what is said of the service's endpoints
   * @param policy the DestinationRule, if there is one
   */
  record Inputs(
      ClusterKey key,
      Protocol protocol,
      LoadBalancing loadBalancing,
      boolean grpcClient,
      Discovery discovery,
      Locality near,
      ClusterSettings settings,
      Upstream upstream,
      Origin service,
      Optional<Origin> policy) {}

  static Resource emit(Inputs inputs) {
    Cluster.Builder cluster =
        base(inputs.key.name())
            .setLbPolicy(lbPolicy(inputs))
            .setMetadata(Protos.origin(inputs.policy.orElse(inputs.service)));
    ImmutableSet<String> needs = ImmutableSet.of();
    switch (inputs.discovery) {
      case Discovery.Eds eds -> {
        addEds(cluster);
        needs = ImmutableSet.of(inputs.key.name());
      }
      case Discovery.Dns dns -> DnsClusters.add(cluster, dns, inputs.near);
      case Discovery.DynamicDns dynamic -> DynamicDnsClusters.add(cluster, dynamic);
      case Discovery.OriginalDestination original ->
          OriginalDestinationClusters.add(cluster, original.port());
    }
    addProtocol(cluster, inputs.protocol);
    inputs.settings.apply(cluster);
    inputs.upstream.accrual().ifPresent(accrual -> OutlierDetections.set(cluster, accrual));
    inputs.upstream.budget().ifPresent(budget -> RetryBudgets.set(cluster, budget));
    ImmutableSet.Builder<Origin> origins = ImmutableSet.builder();
    inputs.policy.ifPresent(origins::add);
    origins.add(inputs.service);
    return Resource.of(
        ResourceType.CLUSTER, inputs.key.name(), cluster.build(), needs, origins.build());
  }

  private static void addEds(Cluster.Builder cluster) {
    cluster
        .setType(DiscoveryType.EDS)
        .setEdsClusterConfig(
            EdsClusterConfig.newBuilder()
                .setEdsConfig(Protos.ads())
                .setServiceName(cluster.getName()));
  }

  static void addProtocol(Cluster.Builder cluster, Protocol protocol) {
    protocolOptions(protocol)
        .ifPresent(
            options ->
                cluster.putTypedExtensionProtocolOptions(HTTP_OPTIONS, Protos.pack(options)));
  }

  /** Without the limits that Envoy has by default and Istio takes away. */
  static Cluster.Builder base(String name) {
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
    if (inputs.discovery instanceof Discovery.DynamicDns
        || inputs.discovery instanceof Discovery.OriginalDestination) {
      return LbPolicy.CLUSTER_PROVIDED;
    }
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
