package dev.signalbox.controlplane.proxyconfig;

import dev.signalbox.controlplane.proxyconfig.IstioNames.ClusterName;
import dev.signalbox.controlplane.report.TextTable;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import java.util.Comparator;
import java.util.List;

/** A row a cluster. */
final class ClusterRows {
  private static final String NONE = "-";

  private ClusterRows() {}

  static TextTable of(List<Cluster> clusters, String prefix) {
    TextTable table =
        new TextTable("SERVICE FQDN", "PORT", "SUBSET", "DIRECTION", "TYPE", "DESTINATION RULE");
    clusters.stream()
        .sorted(
            Comparator.comparing(cluster -> ClusterName.of(cluster.getName()), ClusterName.ORDER))
        .forEach(cluster -> addRow(table, cluster, prefix));
    return table;
  }

  private static void addRow(TextTable table, Cluster cluster, String prefix) {
    ClusterName name = ClusterName.of(cluster.getName());
    table.row(
        prefix + name.host(),
        orNone(name.port()),
        orNone(name.subset()),
        orNone(name.direction()),
        cluster.hasClusterType() ? cluster.getClusterType().getName() : cluster.getType().name(),
        IstioNames.origin(cluster.getMetadata(), "destination-rule"));
  }

  private static String orNone(String cell) {
    return cell.isEmpty() ? NONE : cell;
  }
}
