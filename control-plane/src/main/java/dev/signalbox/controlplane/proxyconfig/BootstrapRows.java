package dev.signalbox.controlplane.proxyconfig;

import dev.signalbox.controlplane.report.TextTable;
import dev.signalbox.translator.ProxyNode;
import io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.List;

/** A row a bootstrap: who the proxy says it is. */
final class BootstrapRows {
  private BootstrapRows() {}

  static TextTable of(List<Bootstrap> bootstraps, String prefix) {
    TextTable table = new TextTable("NODE ID", "NODE CLUSTER", "LOCALITY", "USER AGENT");
    for (Bootstrap bootstrap : bootstraps) {
      Node node = bootstrap.getNode();
      table.row(
          prefix + node.getId(),
          node.getCluster(),
          IstioNames.locality(node.getLocality()),
          ProxyNode.of(node).userAgent());
    }
    return table;
  }
}
