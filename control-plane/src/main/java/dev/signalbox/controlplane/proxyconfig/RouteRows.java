package dev.signalbox.controlplane.proxyconfig;

import com.google.common.primitives.Ints;
import dev.signalbox.controlplane.report.TextTable;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A row a route; those that pass everything through are left out. */
final class RouteRows {
  private static final String PASSTHROUGH = "PassthroughCluster";

  private RouteRows() {}

  static TextTable of(List<RouteConfiguration> configurations, String prefix) {
    TextTable table = new TextTable("NAME", "VHOST NAME", "DOMAINS", "MATCH", "VIRTUAL SERVICE");
    configurations.stream()
        .sorted(Comparator.comparingInt(RouteRows::port).thenComparing(RouteConfiguration::getName))
        .forEach(
            configuration ->
                configuration
                    .getVirtualHostsList()
                    .forEach(host -> addRows(table, prefix + configuration.getName(), host)));
    return table;
  }

  /** Names that are ports come first. */
  private static int port(RouteConfiguration configuration) {
    return Optional.ofNullable(Ints.tryParse(configuration.getName())).orElse(Integer.MAX_VALUE);
  }

  private static void addRows(TextTable table, String name, VirtualHost host) {
    String domains = RouteText.domains(host.getDomainsList());
    if (host.getRoutesCount() == 0) {
      table.row(name, host.getName(), domains, "/*", "404");
    }
    for (Route route : host.getRoutesList()) {
      if (!route.getRoute().getCluster().equals(PASSTHROUGH)) {
        table.row(
            name,
            host.getName(),
            domains,
            RouteText.match(route.getMatch()),
            IstioNames.origin(route.getMetadata()));
      }
    }
  }
}
