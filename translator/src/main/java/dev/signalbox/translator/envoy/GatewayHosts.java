package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.HostPattern;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteRule;

/** How a gateway's virtual hosts are called, and which rules go last in them. */
final class GatewayHosts {

  private GatewayHosts() {}

  /** Also with any port: clients name the one that they connected to. */
  static ImmutableList<String> domains(String host, int port) {
    if (host.equals(HostPattern.ALL)) {
      return ImmutableList.of(HostPattern.ALL);
    }
    return host.startsWith(HostPattern.ALL)
        ? ImmutableList.of(host, host + ":" + port)
        : ImmutableList.of(host, host + ":*");
  }

  static boolean takesAll(RouteRule rule) {
    return rule.matches().stream().anyMatch(GatewayHosts::takesAll);
  }

  private static boolean takesAll(RequestMatch match) {
    boolean anyPath =
        match
            .path()
            .map(
                path ->
                    path instanceof PathMatch.StringPrefix prefix && prefix.prefix().equals("/"))
            .orElse(true);
    return anyPath && match.headers().isEmpty() && match.query().isEmpty();
  }
}
