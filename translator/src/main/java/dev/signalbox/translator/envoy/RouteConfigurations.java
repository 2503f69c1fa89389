package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;

/** Route configurations. */
final class RouteConfigurations {
  private static final int LARGEST_BODY = 1024 * 1024;

  private RouteConfigurations() {}

  /**
   * @param anyPort whether clients may name any port with a host, as at a gateway
   */
  record Inputs(String name, boolean anyPort, ImmutableList<VirtualHosts.Built> hosts) {}

  static Resource emit(Inputs inputs) {
    RouteConfiguration.Builder configuration =
        RouteConfiguration.newBuilder()
            .setName(inputs.name)
            .setIgnorePortInHostMatching(inputs.anyPort)
            .setValidateClusters(Protos.bool(false))
            .setMaxDirectResponseBodySizeBytes(Protos.uint32(LARGEST_BODY));
    ImmutableSet.Builder<Origin> origins = ImmutableSet.builder();
    for (VirtualHosts.Built built : inputs.hosts) {
      configuration.addVirtualHosts(built.host());
      origins.addAll(built.origins());
    }
    return Resource.of(
        ResourceType.ROUTES,
        inputs.name,
        configuration.build(),
        ImmutableSet.of(),
        origins.build());
  }
}
