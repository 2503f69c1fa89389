package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;

/** The HTTP proxy port takes requests in absolute form; tunnels are refused with 405. */
final class ConnectRefusal {
  static final String ROUTES = "http_proxy";
  private static final int METHOD_NOT_ALLOWED = 405;

  private static final Route REFUSAL =
      Route.newBuilder()
          .setName("no_tunnels")
          .setMatch(
              RouteMatch.newBuilder()
                  .setConnectMatcher(RouteMatch.ConnectMatcher.getDefaultInstance()))
          .setDirectResponse(DirectResponseAction.newBuilder().setStatus(METHOD_NOT_ALLOWED))
          .build();

  private ConnectRefusal() {}

  static List<VirtualHosts.Built> inAll(List<VirtualHosts.Built> hosts) {
    ImmutableList.Builder<VirtualHosts.Built> refusing = ImmutableList.builder();
    for (VirtualHosts.Built built : hosts) {
      refusing.add(
          new VirtualHosts.Built(
              built.host().toBuilder().addRoutes(0, REFUSAL).build(), built.origins()));
    }
    VirtualHost unknown =
        VirtualHost.newBuilder().setName("no_tunnels").addDomains("*").addRoutes(REFUSAL).build();
    return refusing.add(new VirtualHosts.Built(unknown, ImmutableSet.of())).build();
  }
}
