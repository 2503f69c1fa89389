package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A route that names the Services or Gateways whose requests or connections it takes: an HTTPRoute,
 * a GRPCRoute or a TCPRoute.
 *
 * @param needsGrant whether backends in other namespaces need a ReferenceGrant
 * @param hostnames count at Gateways only
 */
public record AttachedRoute(
    Origin origin,
    Precedence precedence,
    Type type,
    boolean needsGrant,
    ImmutableList<Parent> parents,
    ImmutableList<String> hostnames,
    ImmutableList<Entry> entries)
    implements Element {

  /** Of two types on one port of a Service, the first one counts. */
  public enum Type {
    GRPC,
    HTTP,
    TCP;

    boolean takes(Protocol protocol) {
      return switch (this) {
        case GRPC -> protocol.mayBeGrpc();
        case HTTP -> protocol.mayBeHttp();
        case TCP -> protocol.isTcp() || protocol == Protocol.UNSPECIFIED;
      };
    }
  }

  /**
   * What it is attached to, with the defaults filled in.
   *
   * @param port none: all ports
   * @param section a port's or a listener's name; none: all
   * @param namesNamespace whether the namespace is written, as it is in the status then
   */
  public record Parent(
      Origin origin,
      String group,
      String kind,
      String namespace,
      String name,
      OptionalInt port,
      Optional<String> section,
      boolean namesNamespace) {

    public boolean isService() {
      return kind.equals("Service") && (group.isEmpty() || group.equalsIgnoreCase("core"));
    }

    public String host() {
      return ClusterDomain.host(name, namespace);
    }
  }

  /** One alternative of a rule: the rule matches nothing else. */
  public record Entry(RouteRule rule, Specificity specificity) {}
}
