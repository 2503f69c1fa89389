package dev.signalbox.translator.envoy;

import com.google.protobuf.Duration;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.model.Locality;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DnsLookupFamily;

/** Clusters whose endpoints Envoy finds by DNS. */
final class DnsClusters {
  /** Istio's default, where the answer doesn't say how long it holds. */
  private static final Duration REFRESH = Duration.newBuilder().setSeconds(60).build();

  private DnsClusters() {}

  /** A cluster that takes the first address needs an endpoint; one without any answers nothing. */
  @SuppressWarnings("deprecation") // gRPC and istioctl don't read the extension that replaces them.
  static void add(Cluster.Builder cluster, Discovery.Dns dns, Locality near) {
    boolean first = dns.first() && !dns.endpoints().isEmpty();
    cluster
        .setType(first ? DiscoveryType.LOGICAL_DNS : DiscoveryType.STRICT_DNS)
        .setDnsLookupFamily(family(dns.families()))
        .setDnsRefreshRate(REFRESH)
        .setRespectDnsTtl(true)
        .setLoadAssignment(LoadAssignments.assignment(cluster.getName(), dns.endpoints(), near));
  }

  static DnsLookupFamily family(IpFamilies families) {
    return switch (families) {
      case V4 -> DnsLookupFamily.V4_ONLY;
      case V6 -> DnsLookupFamily.V6_ONLY;
      case BOTH -> DnsLookupFamily.ALL;
    };
  }
}
