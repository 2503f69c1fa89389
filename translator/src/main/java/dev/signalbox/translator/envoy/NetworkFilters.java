package dev.signalbox.translator.envoy;

import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import dev.signalbox.translator.envoy.Listeners.Http;
import dev.signalbox.translator.envoy.Listeners.InboundPort;
import dev.signalbox.translator.envoy.filter.HttpFilters;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;

/** What becomes of a connection: HTTP by rules, or bytes to a cluster. */
final class NetworkFilters {
  private static final String HTTP_CONNECTION_MANAGER =
      "envoy.filters.network.http_connection_manager";
  private static final String TCP_PROXY = "envoy.filters.network.tcp_proxy";
  private static final String INBOUND_STATISTICS = "inbound_0.0.0.0_";

  private NetworkFilters() {}

  static Filter http(Http http) {
    HttpConnectionManager.Builder manager =
        manager("outbound_" + http.at().name())
            .setRds(rds(http.routes()))
            .setUseRemoteAddress(Protos.bool(http.edge()));
    if (http.edge()) {
      manager.setXffNumTrustedHops(http.trustedProxies());
    }
    if (http.routes().equals(ConnectRefusal.ROUTES)) {
      // Otherwise Envoy answers CONNECT with 403 before it looks at the routes.
      manager.addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("CONNECT"));
    }
    http.dynamicDns()
        .ifPresent(
            families ->
                manager
                    .clearHttpFilters()
                    .addAllHttpFilters(HttpFilters.withDynamicDns(DnsClusters.family(families))));
    return filter(HTTP_CONNECTION_MANAGER, manager.build());
  }

  static Filter inbound(InboundPort port) {
    return port.http() ? inboundHttp(port) : tcp(port.cluster());
  }

  private static Filter inboundHttp(InboundPort port) {
    String name = "inbound|" + port.applicationPort() + "||";
    RouteConfiguration routes =
        RouteConfiguration.newBuilder()
            .setName(name)
            .setValidateClusters(Protos.bool(false))
            .addVirtualHosts(
                io.envoyproxy.envoy.config.route.v3.VirtualHost.newBuilder()
                    .setName("inbound|http|" + port.applicationPort())
                    .addDomains("*")
                    .addRoutes(VirtualHosts.route("default", port.cluster())))
            .build();
    HttpConnectionManager manager =
        manager(INBOUND_STATISTICS + port.applicationPort())
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

  static Filter tcp(String cluster) {
    return tcp(TcpTarget.of(cluster));
  }

  static Filter tcp(TcpTarget target) {
    return filter(TCP_PROXY, target.proxy());
  }

  static Rds rds(String routes) {
    return Rds.newBuilder().setConfigSource(Protos.ads()).setRouteConfigName(routes).build();
  }

  private static Filter filter(String name, Message config) {
    return Filter.newBuilder().setName(name).setTypedConfig(Protos.pack(config)).build();
  }
}
