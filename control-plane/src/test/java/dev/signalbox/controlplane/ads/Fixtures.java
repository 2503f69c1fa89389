package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;

/** Small resources, enough for the protocol. */
final class Fixtures {
  private Fixtures() {}

  /** An EDS cluster. */
  static Resource cluster(String name) {
    return cluster(name, 1);
  }

  static Resource cluster(String name, int timeoutSeconds) {
    Duration timeout = Durations.fromSeconds(timeoutSeconds);
    return Resource.of(
        ResourceType.CLUSTER,
        name,
        Cluster.newBuilder()
            .setName(name)
            .setType(Cluster.DiscoveryType.EDS)
            .setConnectTimeout(timeout)
            .build(),
        ImmutableSet.of(name),
        ImmutableSet.of());
  }

  static Resource endpoints(String cluster) {
    return endpoints(cluster, 1);
  }

  /** A load assignment; the number makes it differ from others. */
  static Resource endpoints(String cluster, int overprovisioning) {
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster);
    assignment.getPolicyBuilder().getOverprovisioningFactorBuilder().setValue(overprovisioning);
    return Resource.of(
        ResourceType.ENDPOINTS, cluster, assignment.build(), ImmutableSet.of(), ImmutableSet.of());
  }

  static Resource listener(String name, String route) {
    return listener(name, route, "");
  }

  static Resource listener(String name, String route, String statPrefix) {
    return Resource.of(
        ResourceType.LISTENER,
        name,
        Listener.newBuilder().setName(name).setStatPrefix(statPrefix).build(),
        ImmutableSet.of(route),
        ImmutableSet.of());
  }

  /** A route configuration that sends all to one cluster. */
  static Resource route(String name, String cluster) {
    VirtualHost host =
        VirtualHost.newBuilder()
            .setName(name)
            .addRoutes(Route.newBuilder().setRoute(RouteAction.newBuilder().setCluster(cluster)))
            .build();
    return Resource.of(
        ResourceType.ROUTES,
        name,
        RouteConfiguration.newBuilder().setName(name).addVirtualHosts(host).build(),
        ImmutableSet.of(),
        ImmutableSet.of());
  }

  static Snapshot snapshot(Resource... resources) {
    return Snapshot.of(List.of(resources));
  }
}
