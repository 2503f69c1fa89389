package dev.signalbox.controlplane.proxyconfig;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Message;
import dev.signalbox.controlplane.report.TextTable;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of a dump. */
public final class ConfigTables {
  private final EnvoyDump dump;

  public ConfigTables(EnvoyDump dump) {
    this.dump = dump;
  }

  /** Throws if the dump holds something else than it should. */
  public String of(DumpSection section) {
    return table(section, "").toString();
  }

  /** All but the bootstrap, each row with its type before it. */
  public String all() {
    return Stream.of(
            table(DumpSection.CLUSTERS, "cluster/"),
            table(DumpSection.LISTENERS, "listener/"),
            table(DumpSection.ROUTES, "route/"),
            table(DumpSection.ENDPOINTS, "endpoint/"))
        .map(TextTable::toString)
        .collect(Collectors.joining("\n"));
  }

  private TextTable table(DumpSection section, String prefix) {
    return switch (section) {
      case BOOTSTRAP ->
          BootstrapRows.of(parse(section, Bootstrap::newBuilder, Bootstrap.class), prefix);
      case CLUSTERS -> ClusterRows.of(parse(section, Cluster::newBuilder, Cluster.class), prefix);
      case LISTENERS ->
          ListenerRows.of(parse(section, Listener::newBuilder, Listener.class), prefix);
      case ROUTES ->
          RouteRows.of(
              parse(section, RouteConfiguration::newBuilder, RouteConfiguration.class), prefix);
      case ENDPOINTS ->
          EndpointRows.of(
              parse(section, ClusterLoadAssignment::newBuilder, ClusterLoadAssignment.class),
              prefix);
    };
  }

  private <T extends Message> ImmutableList<T> parse(
      DumpSection section, Supplier<? extends Message.Builder> builder, Class<T> type) {
    return EnvoyMessages.parse(dump.resources(section), builder, type);
  }
}
