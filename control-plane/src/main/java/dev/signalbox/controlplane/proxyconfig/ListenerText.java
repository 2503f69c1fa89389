package dev.signalbox.controlplane.proxyconfig;

import com.google.common.collect.ImmutableMap;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.CidrRange;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A filter chain's match and destination in few words, as istioctl puts them. */
final class ListenerText {
  static final String ALL = "ALL";

  private static final String OTHER = "Non-HTTP/Non-TCP";
  private static final String BLACK_HOLE = "BlackHoleCluster";
  private static final String ANY = "*";

  private static final ImmutableMap<List<String>, String> APPLICATIONS =
      ImmutableMap.of(
          List.of("http/1.0", "http/1.1", "h2c"), "App: HTTP",
          List.of("istio-peer-exchange", "istio"), "App: TCP TLS");

  private ListenerText() {}

  static String match(FilterChainMatch match) {
    List<String> conditions = new ArrayList<>();
    if (match.getServerNamesCount() > 0) {
      conditions.add("SNI: " + String.join(",", match.getServerNamesList()));
    }
    if (!match.getTransportProtocol().isEmpty()) {
      conditions.add("Trans: " + match.getTransportProtocol());
    }
    if (match.getApplicationProtocolsCount() > 0) {
      List<String> protocols = List.copyOf(match.getApplicationProtocolsList());
      conditions.add(APPLICATIONS.getOrDefault(protocols, "App: " + String.join(",", protocols)));
    }
    String port = match.hasDestinationPort() ? ":" + match.getDestinationPort().getValue() : "";
    if (match.getPrefixRangesCount() > 0) {
      conditions.add("Addr: " + ranges(match.getPrefixRangesList()) + port);
    } else if (!port.isEmpty()) {
      conditions.add("Addr: " + ANY + port);
    }
    return conditions.isEmpty() ? ALL : String.join("; ", conditions);
  }

  /** Where the first filter that sends on sends. */
  static String destination(List<Filter> filters) {
    return filters.stream()
        .map(filter -> destination(filter.getTypedConfig()))
        .filter(destination -> !destination.equals(OTHER))
        .findFirst()
        .orElse(OTHER);
  }

  static String destination(Any filter) {
    try {
      if (filter.is(HttpConnectionManager.class)) {
        return http(filter.unpack(HttpConnectionManager.class));
      }
      if (filter.is(TcpProxy.class)) {
        return tcp(filter.unpack(TcpProxy.class).getCluster());
      }
    } catch (InvalidProtocolBufferException e) {
      return OTHER;
    }
    return OTHER;
  }

  private static String ranges(List<CidrRange> ranges) {
    return ranges.stream()
        .map(range -> range.getAddressPrefix() + "/" + range.getPrefixLen().getValue())
        .collect(Collectors.joining(","));
  }

  private static String tcp(String cluster) {
    return cluster.equals(BLACK_HOLE) ? OTHER : cluster(cluster);
  }

  private static String cluster(String name) {
    return name.contains("Cluster") ? name : "Cluster: " + name;
  }

  private static String http(HttpConnectionManager manager) {
    return switch (manager.getRouteSpecifierCase()) {
      case RDS -> "Route: " + manager.getRds().getRouteConfigName();
      case ROUTE_CONFIG -> inline(manager.getRouteConfig());
      case SCOPED_ROUTES, ROUTESPECIFIER_NOT_SET -> "HTTP";
    };
  }

  private static String inline(RouteConfiguration configuration) {
    List<VirtualHost> hosts = configuration.getVirtualHostsList();
    if (hosts.size() == 1 && isCatchAll(hosts.getFirst())) {
      return cluster(hosts.getFirst().getRoutes(0).getRoute().getCluster());
    }
    return hosts.stream()
        .map(ListenerText::inline)
        .collect(Collectors.joining("; ", "Inline Route: ", ""));
  }

  private static String inline(VirtualHost host) {
    String routes =
        host.getRoutesList().stream()
            .map(route -> RouteText.match(route.getMatch()))
            .collect(Collectors.joining(", "));
    return isAny(host) ? routes : String.join("/", host.getDomainsList()) + " " + routes;
  }

  private static boolean isAny(VirtualHost host) {
    return host.getDomainsList().equals(List.of(ANY));
  }

  private static boolean isCatchAll(VirtualHost host) {
    if (!isAny(host) || host.getRoutesCount() != 1) {
      return false;
    }
    Route route = host.getRoutes(0);
    return route.getMatch().getPrefix().equals("/") && route.getRoute().hasCluster();
  }
}
