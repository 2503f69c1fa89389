package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.collect.SetMultimap;
import dev.signalbox.translator.envoy.GatewayResources.Opened;
import dev.signalbox.translator.model.Gateway.ServerHost;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import io.envoyproxy.envoy.config.route.v3.VirtualHost.TlsRequirementType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The virtual hosts of a gateway's HTTP port. */
final class GatewayHosts {
  private final Resources resources;

  GatewayHosts(Resources resources) {
    this.resources = resources;
  }

  /** The rules of several VirtualServices for a host follow each other, what takes all last. */
  List<VirtualHosts.Built> of(int port, List<Opened> servers) {
    Map<String, SetMultimap<RouteTable, String>> rules = new TreeMap<>();
    Set<String> redirected = new HashSet<>();
    for (Opened opened : servers) {
      for (RouteTable table : resources.mesh().routes().at(opened.gateway())) {
        if (table.routesRequests()) {
          for (String host : opened.server().served(table)) {
            rules
                .computeIfAbsent(host, key -> LinkedHashMultimap.create())
                .put(table, opened.gateway().reference());
            addIf(opened, host, redirected);
          }
        }
      }
      for (ServerHost host : opened.server().hosts()) {
        addIf(opened, host.host(), redirected);
      }
    }
    redirected.forEach(host -> rules.computeIfAbsent(host, key -> LinkedHashMultimap.create()));
    List<VirtualHosts.Built> built = new ArrayList<>();
    rules.forEach((host, tables) -> built.add(host(host, port, tables, redirected.contains(host))));
    return built;
  }

  private static void addIf(Opened opened, String host, Set<String> redirected) {
    if (opened.server().httpsRedirect()) {
      redirected.add(host);
    }
  }

  private VirtualHosts.Built host(
      String host, int port, SetMultimap<RouteTable, String> tables, boolean redirected) {
    VirtualHosts.Built built =
        resources.host(host + ":" + port, ImmutableList.of(host), port, merged(tables, port));
    return redirected
        ? new VirtualHosts.Built(
            built.host().toBuilder().setRequireTls(TlsRequirementType.ALL).build(), built.origins())
        : built;
  }

  /**
   * @param tables with the gateways that each is bound to
   */
  private ImmutableList<RouteRule> merged(SetMultimap<RouteTable, String> tables, int port) {
    ImmutableList.Builder<ImmutableList<RouteRule>> rules = ImmutableList.builder();
    Multimaps.asMap(tables)
        .forEach(
            (table, gateways) ->
                rules.add(
                    new ClientConditions(resources.view(), port, gateways).apply(table.rules())));
    return MergedRules.of(rules.build());
  }
}
