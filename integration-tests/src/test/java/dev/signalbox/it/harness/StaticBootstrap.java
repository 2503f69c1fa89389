package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** Many snapshots in one bootstrap, for Envoy to check; each resource is named after its own. */
public final class StaticBootstrap {
  private final Bootstrap.Builder bootstrap =
      Envoy.bootstrap(
          new EnvoyKind(EnvoyKind.NEWEST, Protocol.SOTW), Nodes.sidecar("any", "127.0.0.1"), 1)
          .toMessage()
          .toBuilder();

  private int nextPort = 1;

  public void add(String owner, Snapshot snapshot) throws InvalidProtocolBufferException {
    for (ResourceType type : ResourceType.values()) {
      for (Resource resource : snapshot.of(type).values()) {
        add(owner + " " + resource.name(), resource);
      }
    }
  }

  public Bootstrap build() {
    return bootstrap.build();
  }

  private void add(String name, Resource resource) throws InvalidProtocolBufferException {
    var resources = bootstrap.getStaticResourcesBuilder();
    switch (resource.type()) {
      case CLUSTER -> resources.addClusters(cluster(name, resource));
      case ENDPOINTS -> resources.addClusters(endpoints(name, resource));
      case LISTENER -> listener(name, resource).forEach(resources::addListeners);
      case ROUTES -> resources.addListeners(routes(name, resource));
    }
  }

  private static Cluster cluster(String name, Resource resource)
      throws InvalidProtocolBufferException {
    return Cluster.parseFrom(resource.any().getValue()).toBuilder().setName(name).build();
  }

  private static Cluster endpoints(String name, Resource resource)
      throws InvalidProtocolBufferException {
    return Cluster.newBuilder()
        .setName("endpoints of " + name)
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(ClusterLoadAssignment.parseFrom(resource.any().getValue()))
        .build();
  }

  /** None for a listener of a gRPC client, which Envoys never see. */
  private ImmutableList<Listener> listener(String name, Resource resource)
      throws InvalidProtocolBufferException {
    Listener listener = Listener.parseFrom(resource.any().getValue());
    if (listener.hasApiListener()) {
      return ImmutableList.of();
    }
    return ImmutableList.of(listener.toBuilder().setName(name).setAddress(nextAddress()).build());
  }

  /** Envoy checks routes where they stand in a listener. */
  private Listener routes(String name, Resource resource) throws InvalidProtocolBufferException {
    RouteConfiguration.Builder routes =
        RouteConfiguration.parseFrom(resource.any().getValue()).toBuilder();
    routes.getValidateClustersBuilder().setValue(false);
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix("routes")
            .setRouteConfig(routes)
            .addHttpFilters(filter("envoy.filters.http.fault", HTTPFault.getDefaultInstance()))
            .addHttpFilters(filter("envoy.filters.http.router", Router.getDefaultInstance()))
            .build();
    Filter filter =
        Filter.newBuilder()
            .setName("envoy.filters.network.http_connection_manager")
            .setTypedConfig(Any.pack(manager))
            .build();
    return Listener.newBuilder()
        .setName("routes of " + name)
        .setAddress(nextAddress())
        .addFilterChains(FilterChain.newBuilder().addFilters(filter))
        .build();
  }

  private static HttpFilter filter(String name, Message config) {
    return HttpFilter.newBuilder().setName(name).setTypedConfig(Any.pack(config)).build();
  }

  /** No two listeners may have the same one. */
  private Address nextAddress() {
    return Address.newBuilder()
        .setSocketAddress(
            SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(nextPort++))
        .build();
  }
}
