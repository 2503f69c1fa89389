package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.envoy.filter.HttpFilters;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;

/**
 * Listeners. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto
 */
final class Listeners {
  static final String VIRTUAL_OUTBOUND = "virtualOutbound";
  static final String VIRTUAL_INBOUND = "virtualInbound";
  private static final int OUTBOUND_PORT = 15001;
  private static final int INBOUND_PORT = 15006;
  private static final String ANY_ADDRESS = "0.0.0.0";
  private static final String HTTP_CONNECTION_MANAGER =
      "envoy.filters.network.http_connection_manager";
  private static final String TCP_PROXY = "envoy.filters.network.tcp_proxy";
  private static final ImmutableList<String> HTTP_PROTOCOLS = ImmutableList.of("http/1.1", "h2c");

  private Listeners() {}

  /**
   * Where a listener is.
   *
   * @param bind false for a listener that gets its connections from virtualOutbound
   */
  record At(String address, int port, boolean bind) {
    String name() {
      return address + "_" + port;
    }
  }

  /** A listener for a port: HTTP by rules, TCP to one cluster, or whichever the bytes say. */
  sealed interface Inputs {
    At at();
  }

  /**
   * @param edge a gateway, which trusts no address but the connection's
   * @param trustedProxies whose X-Forwarded-For entries count at an edge
   */
  record Http(At at, String routes, boolean edge, int trustedProxies) implements Inputs {}

  record Tcp(At at, String cluster, Origin service) implements Inputs {}

  /** HTTP by rules where the connection starts with HTTP, TCP to a cluster where it doesn't. */
  record Sniffed(At at, String routes, String cluster, Origin service) implements Inputs {}

  static Resource emit(Inputs inputs) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(inputs.at().name())
            .setAddress(Protos.address(inputs.at().address(), inputs.at().port()))
            .setTrafficDirection(TrafficDirection.OUTBOUND);
    if (!inputs.at().bind()) {
      listener.setBindToPort(Protos.bool(false));
    }
    return switch (inputs) {
      case Http http -> {
        listener.addFilterChains(FilterChain.newBuilder().addFilters(httpFilter(http)));
        yield resource(listener, ImmutableSet.of(http.routes), ImmutableSet.of());
      }
      case Tcp tcp -> {
        listener.addFilterChains(FilterChain.newBuilder().addFilters(tcpFilter(tcp.cluster)));
        yield resource(listener, ImmutableSet.of(), ImmutableSet.of(tcp.service));
      }
      case Sniffed sniffed -> {
        Http http = new Http(sniffed.at, sniffed.routes, false, 0);
        listener
            .addListenerFilters(httpInspector())
            .setListenerFiltersTimeout(Duration.getDefaultInstance())
            .setContinueOnListenerFiltersTimeout(true)
            .addFilterChains(
                FilterChain.newBuilder()
                    .setFilterChainMatch(
                        FilterChainMatch.newBuilder().addAllApplicationProtocols(HTTP_PROTOCOLS))
                    .addFilters(httpFilter(http)))
            .setDefaultFilterChain(FilterChain.newBuilder().addFilters(tcpFilter(sniffed.cluster)));
        yield resource(listener, ImmutableSet.of(sniffed.routes), ImmutableSet.of(sniffed.service));
      }
    };
  }

  /**
   * Hands each intercepted connection to the listener of its destination.
   *
   * @param transparent whether connections keep their addresses (TPROXY)
   */
  static Resource virtualOutbound(boolean transparent) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(VIRTUAL_OUTBOUND)
            .setAddress(Protos.address(ANY_ADDRESS, OUTBOUND_PORT))
            .setTrafficDirection(TrafficDirection.OUTBOUND)
            .setUseOriginalDst(Protos.bool(true))
            .setTransparent(Protos.bool(transparent))
            .addFilterChains(FilterChain.newBuilder().addFilters(tcpFilter(Clusters.PASSTHROUGH)));
    return resource(listener, ImmutableSet.of(), ImmutableSet.of());
  }

  /** A port of the proxy's own application. */
  record InboundPort(int applicationPort, boolean http, String cluster) {}

  /** What comes in for the application goes on to the port that it was meant for. */
  static Resource virtualInbound(ImmutableList<InboundPort> ports, boolean transparent) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(VIRTUAL_INBOUND)
            .setAddress(Protos.address(ANY_ADDRESS, INBOUND_PORT))
            .setTrafficDirection(TrafficDirection.INBOUND)
            .setTransparent(Protos.bool(transparent))
            .addListenerFilters(
                ListenerFilter.newBuilder()
                    .setName("envoy.filters.listener.original_dst")
                    .setTypedConfig(Protos.pack(OriginalDst.getDefaultInstance())))
            .setDefaultFilterChain(
                FilterChain.newBuilder()
                    .setName(Clusters.INBOUND_PASSTHROUGH)
                    .addFilters(tcpFilter(Clusters.INBOUND_PASSTHROUGH)));
    for (InboundPort port : ports) {
      listener.addFilterChains(
          FilterChain.newBuilder()
              .setName(port.cluster)
              .setFilterChainMatch(
                  FilterChainMatch.newBuilder()
                      .setDestinationPort(Protos.uint32(port.applicationPort)))
              .addFilters(port.http ? inboundHttp(port) : tcpFilter(port.cluster)));
    }
    return resource(listener, ImmutableSet.of(), ImmutableSet.of());
  }

  /** A gRPC client's listener: it binds nothing, the client reads the routes' name from it. */
  static Resource api(String name, String routes) {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix(routes)
            .setRds(rds(routes))
            .addAllHttpFilters(HttpFilters.ofGrpcClients())
            .build();
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(name)
            .setApiListener(ApiListener.newBuilder().setApiListener(Protos.pack(manager)));
    return resource(listener, ImmutableSet.of(routes), ImmutableSet.of());
  }

  private static Resource resource(
      Listener.Builder listener, ImmutableSet<String> routes, ImmutableSet<Origin> origins) {
    return Resource.of(
        ResourceType.LISTENER, listener.getName(), listener.build(), routes, origins);
  }

  private static Filter httpFilter(Http http) {
    HttpConnectionManager.Builder manager =
        manager("outbound_" + http.at.name())
            .setRds(rds(http.routes))
            .setUseRemoteAddress(Protos.bool(http.edge));
    if (http.edge) {
      manager.setXffNumTrustedHops(http.trustedProxies);
    }
    if (http.routes.equals(ConnectRefusal.ROUTES)) {
      // Otherwise Envoy answers CONNECT with 403 before it looks at the routes.
      manager.addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("CONNECT"));
    }
    return filter(HTTP_CONNECTION_MANAGER, manager.build());
  }

  private static Filter inboundHttp(InboundPort port) {
    String name = "inbound|" + port.applicationPort + "||";
    RouteConfiguration routes =
        RouteConfiguration.newBuilder()
            .setName(name)
            .setValidateClusters(Protos.bool(false))
            .addVirtualHosts(
                io.envoyproxy.envoy.config.route.v3.VirtualHost.newBuilder()
                    .setName("inbound|http|" + port.applicationPort)
                    .addDomains("*")
                    .addRoutes(VirtualHosts.route("default", port.cluster)))
            .build();
    HttpConnectionManager manager =
        manager("inbound_" + ANY_ADDRESS + "_" + port.applicationPort)
            .setRouteConfig(routes)
            .setUseRemoteAddress(Protos.bool(false))
            .build();
    return filter(HTTP_CONNECTION_MANAGER, manager);
  }

  private static HttpConnectionManager.Builder manager(String statPrefix) {
    return HttpConnectionManager.newBuilder()
        .setStatPrefix(statPrefix)
        .setNormalizePath(Protos.bool(true))
        .setStreamIdleTimeout(Duration.getDefaultInstance())
        .addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("websocket"))
        .addAllHttpFilters(HttpFilters.all());
  }

  private static Filter tcpFilter(String cluster) {
    return filter(
        TCP_PROXY, TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster).build());
  }

  private static Rds rds(String routes) {
    return Rds.newBuilder().setConfigSource(Protos.ads()).setRouteConfigName(routes).build();
  }

  private static Filter filter(String name, Message config) {
    return Filter.newBuilder().setName(name).setTypedConfig(Protos.pack(config)).build();
  }

  private static ListenerFilter httpInspector() {
    return ListenerFilter.newBuilder()
        .setName("envoy.filters.listener.http_inspector")
        .setTypedConfig(Protos.pack(HttpInspector.getDefaultInstance()))
        .build();
  }
}
