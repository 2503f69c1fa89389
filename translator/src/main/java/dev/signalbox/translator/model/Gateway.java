package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;

/** An edge proxy's servers; proxies with the selector's labels have them. */
public record Gateway(
    Origin origin,
    Precedence precedence,
    ImmutableMap<String, String> selector,
    ImmutableList<Server> servers)
    implements Element {

  /** One port with the hosts that it serves. */
  public record Server(Origin origin, int port, ImmutableList<ServerHost> hosts) {}

  /**
   * A host pattern.
   *
   * @param namespace of the routes that may bind: a name, or * for all
   */
  public record ServerHost(String namespace, String host) {}

  /** namespace/name, as routes refer to it. */
  public String reference() {
    return origin.namespace() + "/" + origin.name();
  }
}
