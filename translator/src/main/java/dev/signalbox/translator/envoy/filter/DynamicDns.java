package dev.signalbox.translator.envoy.filter;

import dev.signalbox.translator.envoy.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DnsLookupFamily;
import io.envoyproxy.envoy.extensions.common.dynamic_forward_proxy.v3.DnsCacheConfig;
import io.envoyproxy.envoy.extensions.filters.http.dynamic_forward_proxy.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** Resolves the host that a request calls before the request goes to a cluster that needs it. */
public final class DynamicDns {
  private DynamicDns() {}

  static HttpFilter filter(DnsLookupFamily family) {
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http.dynamic_forward_proxy")
        .setTypedConfig(
            Protos.pack(FilterConfig.newBuilder().setDnsCacheConfig(cache(family)).build()))
        .build();
  }

  /** One for all clusters: filter and cluster find each other by it. */
  public static DnsCacheConfig cache(DnsLookupFamily family) {
    return DnsCacheConfig.newBuilder().setName("dynamic_dns").setDnsLookupFamily(family).build();
  }
}
