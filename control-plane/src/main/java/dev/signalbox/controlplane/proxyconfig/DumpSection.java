package dev.signalbox.controlplane.proxyconfig;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.stream.Stream;

/** A part of an Envoy's config dump, and where the resources are in it. */
public enum DumpSection {
  BOOTSTRAP("BootstrapConfigDump", "bootstrap"),
  CLUSTERS("ClustersConfigDump", "dynamic_active_clusters/cluster", "static_clusters/cluster"),
  LISTENERS(
      "ListenersConfigDump",
      "dynamic_listeners/active_state/listener",
      "static_listeners/listener"),
  ROUTES(
      "RoutesConfigDump",
      "dynamic_route_configs/route_config",
      "static_route_configs/route_config"),
  ENDPOINTS(
      "EndpointsConfigDump",
      "dynamic_endpoint_configs/endpoint_config",
      "static_endpoint_configs/endpoint_config");

  private static final String TYPE_PREFIX = "type.googleapis.com/envoy.admin.v3.";

  private final String message;
  private final ImmutableList<ImmutableList<String>> paths;

  DumpSection(String message, String... paths) {
    this.message = message;
    this.paths =
        Stream.of(paths)
            .map(path -> ImmutableList.copyOf(Splitter.on('/').split(path)))
            .collect(ImmutableList.toImmutableList());
  }

  String typeUrl() {
    return TYPE_PREFIX + message;
  }

  /** Field names from the section to a resource, through lists. */
  ImmutableList<ImmutableList<String>> paths() {
    return paths;
  }
}
