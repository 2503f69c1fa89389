package dev.signalbox.controlplane.proxyconfig;

import dev.signalbox.controlplane.proxyconfig.IstioNames.ClusterName;
import dev.signalbox.controlplane.report.TextTable;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.Comparator;
import java.util.List;

/** A row an endpoint of a cluster. */
final class EndpointRows {
  private EndpointRows() {}

  static TextTable of(List<ClusterLoadAssignment> assignments, String prefix) {
    TextTable table = new TextTable("NAME", "STATUS", "LOCALITY", "CLUSTER");
    assignments.stream()
        .sorted(
            Comparator.comparing(
                assignment -> ClusterName.of(assignment.getClusterName()), ClusterName.ORDER))
        .forEach(assignment -> addRows(table, assignment, prefix));
    return table;
  }

  private static void addRows(TextTable table, ClusterLoadAssignment assignment, String prefix) {
    for (LocalityLbEndpoints group : assignment.getEndpointsList()) {
      for (LbEndpoint endpoint : group.getLbEndpointsList()) {
        table.row(
            prefix + address(endpoint.getEndpoint().getAddress()),
            status(endpoint.getHealthStatus()),
            IstioNames.locality(group.getLocality()),
            assignment.getClusterName());
      }
    }
  }

  /** What is sent says nothing about health mostly, which Envoy takes and dumps as healthy. */
  private static String status(HealthStatus status) {
    return (status == HealthStatus.UNKNOWN ? HealthStatus.HEALTHY : status).name();
  }

  private static String address(Address address) {
    return switch (address.getAddressCase()) {
      case SOCKET_ADDRESS -> address(address.getSocketAddress());
      case PIPE -> address.getPipe().getPath();
      case ENVOY_INTERNAL_ADDRESS ->
          "envoy://" + address.getEnvoyInternalAddress().getServerListenerName();
      case ADDRESS_NOT_SET -> "unknown";
    };
  }

  private static String address(SocketAddress address) {
    return address.getAddress() + ":" + address.getPortValue();
  }
}
