package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import java.util.Optional;

/** Which hosts a gateway serves. */
final class GatewayHosts {
  private static final String ALL = "*";

  private GatewayHosts() {}

  /** The hosts that both the server and the rules name: the narrower of each pair. */
  static ImmutableList<String> served(Gateway.Server server, RouteTable table) {
    ImmutableList.Builder<String> hosts = ImmutableList.builder();
    for (Gateway.ServerHost allowed : server.hosts()) {
      if (allowed.namespace().equals(ALL)
          || allowed.namespace().equals(table.origin().namespace())) {
        table.hosts().forEach(host -> intersection(allowed.host(), host).ifPresent(hosts::add));
      }
    }
    return hosts.build().stream().distinct().collect(ImmutableList.toImmutableList());
  }

  static Optional<String> intersection(String one, String other) {
    if (covers(one, other)) {
      return Optional.of(other);
    }
    return covers(other, one) ? Optional.of(one) : Optional.empty();
  }

  private static boolean covers(String pattern, String host) {
    if (pattern.equals(ALL) || pattern.equals(host)) {
      return true;
    }
    return pattern.startsWith("*.") && host.endsWith(pattern.substring(1));
  }

  /** Also with any port: clients name the one that they connected to. */
  static ImmutableList<String> domains(String host, int port) {
    if (host.equals(ALL)) {
      return ImmutableList.of(ALL);
    }
    return host.startsWith(ALL)
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
