package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.model.Gateway.Server;
import dev.signalbox.translator.model.Gateway.ServerHost;
import java.util.HashMap;
import java.util.Map;

/** Servers of different Gateways that the same proxies open for the same host. */
final class GatewayChecks {
  private GatewayChecks() {}

  /** What makes two servers one. */
  private record Key(
      ImmutableMap<String, String> selector, String bind, int port, ServerHost host) {}

  static void check(Mesh mesh, Diagnostics diagnostics) {
    Map<Key, Server> first = new HashMap<>();
    for (Gateway gateway : mesh.gateways()) {
      for (Server server : gateway.servers()) {
        for (ServerHost host : server.hosts()) {
          Key key = new Key(gateway.selector(), server.bind(), server.port(), host);
          Server earlier = first.putIfAbsent(key, server);
          if (earlier != null && isOther(earlier, server)) {
            diagnostics.add(repeated(host, server, earlier));
          }
        }
      }
    }
  }

  /** Those that can't be open together are told of where they are opened. */
  private static boolean isOther(Server earlier, Server server) {
    return !earlier.origin().object().equals(server.origin().object())
        && earlier.protocol().isHttp()
        && server.protocol().isHttp();
  }

  private static Diagnostic repeated(ServerHost host, Server server, Server earlier) {
    return Diagnostic.of(
            Code.REPEATED_SERVER,
            server.origin().at("hosts"),
            earlier.origin().objectName()
                + " serves "
                + host.host()
                + " on the port "
                + server.port()
                + " of the same proxies already",
            "Keep the host in one of them; rules for either Gateway count for both.")
        .relatedTo(earlier.origin());
  }
}
