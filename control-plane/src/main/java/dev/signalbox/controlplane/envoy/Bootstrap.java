package dev.signalbox.controlplane.envoy;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Struct;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Values;
import io.envoyproxy.envoy.config.bootstrap.v3.Admin;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.DynamicResources;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.StaticResources;
import io.envoyproxy.envoy.config.bootstrap.v3.LayeredRuntime;
import io.envoyproxy.envoy.config.bootstrap.v3.RuntimeLayer;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.UpstreamConnectionOptions;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.BackoffStrategy;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.GrpcService;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.core.v3.RetryPolicy;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;

/**
 * The bootstrap of an Envoy that gets everything else by ADS.
 *
 * @param node who it is: id, cluster, metadata and locality
 * @param xds where the control plane is
 * @param admin where Envoy's own admin interface listens; port 0 picks a free one
 */
public record Bootstrap(Node node, Protocol protocol, HostAndPort xds, HostAndPort admin) {

  /** The cluster that leads to the control plane, as Istio calls it. */
  public static final String XDS_CLUSTER = "xds-grpc";

  private static final String PROTOCOL_OPTIONS =
      "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  /** Envoy's default of 100 refuses everyday regular expressions. */
  private static final int RE2_PROGRAM_SIZE = 32768;

  private static final int KEEPALIVE_SECONDS = 30;
  private static final int KEEPALIVE_PROBES = 3;
  private static final int KEEPALIVE_INTERVAL_SECONDS = 5;
  private static final int CONNECT_SECONDS = 5;
  private static final int RECONNECT_MILLIS = 250;
  private static final int RECONNECT_MAX_SECONDS = 5;

  /** The variant of xDS that Envoy speaks. */
  public enum Protocol {
    SOTW(ApiConfigSource.ApiType.GRPC),
    DELTA(ApiConfigSource.ApiType.DELTA_GRPC);

    private final ApiConfigSource.ApiType apiType;

    Protocol(ApiConfigSource.ApiType apiType) {
      this.apiType = apiType;
    }
  }

  /** As Envoy's own message, for those who add something, such as a listener. */
  public io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap toMessage() {
    return io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap.newBuilder()
        .setNode(node)
        .setAdmin(Admin.newBuilder().setAddress(address(admin)))
        .setDynamicResources(dynamicResources())
        .setStaticResources(StaticResources.newBuilder().addClusters(xdsCluster()))
        .setLayeredRuntime(runtime())
        .build();
  }

  public String toYaml() {
    return ProtoYaml.yaml(toMessage());
  }

  /** A source that asks on the one ADS stream. */
  public static ConfigSource ads() {
    return ConfigSource.newBuilder()
        .setResourceApiVersion(ApiVersion.V3)
        .setAds(AggregatedConfigSource.getDefaultInstance())
        .build();
  }

  private DynamicResources dynamicResources() {
    return DynamicResources.newBuilder()
        .setAdsConfig(
            ApiConfigSource.newBuilder()
                .setApiType(protocol.apiType)
                .setTransportApiVersion(ApiVersion.V3)
                .setSetNodeOnFirstMessageOnly(true)
                .addGrpcServices(GrpcService.newBuilder().setEnvoyGrpc(xdsService())))
        .setCdsConfig(ads())
        .setLdsConfig(ads())
        .build();
  }

  private static GrpcService.EnvoyGrpc xdsService() {
    BackoffStrategy backoff =
        BackoffStrategy.newBuilder()
            .setBaseInterval(Durations.fromMillis(RECONNECT_MILLIS))
            .setMaxInterval(seconds(RECONNECT_MAX_SECONDS))
            .build();
    return GrpcService.EnvoyGrpc.newBuilder()
        .setClusterName(XDS_CLUSTER)
        .setRetryPolicy(RetryPolicy.newBuilder().setRetryBackOff(backoff))
        .build();
  }

  private Cluster xdsCluster() {
    boolean literal = InetAddresses.isInetAddress(xds.getHost());
    return Cluster.newBuilder()
        .setName(XDS_CLUSTER)
        .setType(literal ? Cluster.DiscoveryType.STATIC : Cluster.DiscoveryType.STRICT_DNS)
        .setConnectTimeout(seconds(CONNECT_SECONDS))
        .putTypedExtensionProtocolOptions(PROTOCOL_OPTIONS, Any.pack(http2()))
        .setUpstreamConnectionOptions(keepalive())
        .setLoadAssignment(xdsEndpoint())
        .build();
  }

  private static HttpProtocolOptions http2() {
    return HttpProtocolOptions.newBuilder()
        .setExplicitHttpConfig(
            ExplicitHttpConfig.newBuilder()
                .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()))
        .build();
  }

  private static UpstreamConnectionOptions keepalive() {
    return UpstreamConnectionOptions.newBuilder()
        .setTcpKeepalive(
            TcpKeepalive.newBuilder()
                .setKeepaliveTime(UInt32Value.of(KEEPALIVE_SECONDS))
                .setKeepaliveInterval(UInt32Value.of(KEEPALIVE_INTERVAL_SECONDS))
                .setKeepaliveProbes(UInt32Value.of(KEEPALIVE_PROBES)))
        .build();
  }

  private ClusterLoadAssignment xdsEndpoint() {
    Endpoint endpoint = Endpoint.newBuilder().setAddress(address(xds)).build();
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(XDS_CLUSTER)
        .addEndpoints(
            LocalityLbEndpoints.newBuilder()
                .addLbEndpoints(LbEndpoint.newBuilder().setEndpoint(endpoint)))
        .build();
  }

  private static LayeredRuntime runtime() {
    Struct limits =
        Struct.newBuilder()
            .putFields("re2.max_program_size.error_level", Values.of(RE2_PROGRAM_SIZE))
            .build();
    return LayeredRuntime.newBuilder()
        .addLayers(RuntimeLayer.newBuilder().setName("static").setStaticLayer(limits))
        .addLayers(
            RuntimeLayer.newBuilder()
                .setName("admin")
                .setAdminLayer(RuntimeLayer.AdminLayer.getDefaultInstance()))
        .build();
  }

  private static Address address(HostAndPort hostAndPort) {
    return Address.newBuilder()
        .setSocketAddress(
            SocketAddress.newBuilder()
                .setAddress(hostAndPort.getHost())
                .setPortValue(hostAndPort.getPort()))
        .build();
  }

  private static Duration seconds(int seconds) {
    return Durations.fromSeconds(seconds);
  }
}
