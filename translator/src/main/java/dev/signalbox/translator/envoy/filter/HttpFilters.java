package dev.signalbox.translator.envoy.filter;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.envoy.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DnsLookupFamily;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** The HTTP filters of every listener, in the order in which a request passes them. */
public final class HttpFilters {
  private static final ImmutableList<HttpFilter> ALL =
      ImmutableList.of(Faults.filter(), CorsPolicies.filter(), Sessions.filter(), router());

  private static final ImmutableList<HttpFilter> OF_GRPC_CLIENTS =
      ImmutableList.of(Faults.filter(), router());

  private HttpFilters() {}

  public static ImmutableList<HttpFilter> all() {
    return ALL;
  }

  /** The only ones that gRPC clients know; they refuse a listener with another. */
  public static ImmutableList<HttpFilter> ofGrpcClients() {
    return OF_GRPC_CLIENTS;
  }

  /** Also for routes to clusters that resolve the host that a request calls. */
  public static ImmutableList<HttpFilter> withDynamicDns(DnsLookupFamily family) {
    return ImmutableList.<HttpFilter>builder()
        .addAll(ALL.subList(0, ALL.size() - 1))
        .add(DynamicDns.filter(family), router())
        .build();
  }

  /** Has to be the last one. */
  private static HttpFilter router() {
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.router")
        .setTypedConfig(Protos.pack(Router.getDefaultInstance()))
        .build();
  }
}
