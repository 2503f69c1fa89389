package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.stream.Stream;

/** An edge proxy's servers; proxies with the selector's labels have them. */
public record Gateway(
    Origin origin,
    Precedence precedence,
    ImmutableMap<String, String> selector,
    ImmutableList<Server> servers)
    implements Element {

  /**
   * One port with the hosts that it serves.
   *
   * @param bind an address or unix:// and a path; empty for the proxy's own
   * @param port 0 for a path
   * @param httpsRedirect whether requests are sent to the same place by https
   */
  public record Server(
      Origin origin,
      String bind,
      int port,
      Protocol protocol,
      ImmutableList<ServerHost> hosts,
      boolean httpsRedirect) {

    /** The hosts that both the server and the rules name: the narrower one of each pair. */
    public ImmutableList<String> served(RouteTable table) {
      return table.hosts().stream()
          .flatMap(host -> served(table, host))
          .distinct()
          .collect(ImmutableList.toImmutableList());
    }

    Stream<String> served(RouteTable table, String host) {
      return hosts.stream()
          .filter(allowed -> allowed.admits(table.origin().namespace()))
          .flatMap(allowed -> HostPattern.intersection(allowed.host(), host).stream());
    }
  }

  /**
   * A host pattern.
   *
   * @param namespace of the routes that may bind: a name, or * for all
   */
  public record ServerHost(String namespace, String host) {
    boolean admits(String routesNamespace) {
      return namespace.equals("*") || namespace.equals(routesNamespace);
    }
  }

  /** namespace/name, as routes refer to it. */
  public String reference() {
    return origin.namespace() + "/" + origin.name();
  }
}
