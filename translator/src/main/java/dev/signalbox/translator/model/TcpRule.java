package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A rule for connections: what it matches and where they go. The first rule that matches wins.
 *
 * @param matches alternatives; {@link Match#ANY} for all connections, none for no connection
 * @param destinations none for a rule that can't be built: its connections are closed
 */
public record TcpRule(
    Origin origin, ImmutableList<Match> matches, ImmutableList<WeightedDestination> destinations) {

  /** For all connections, what a rule does with all requests. */
  static TcpRule ofAll(RouteRule rule) {
    return new TcpRule(
        rule.origin(),
        ImmutableList.of(Match.ANY),
        rule.action() instanceof RouteAction.Forward forward
            ? forward.destinations()
            : ImmutableList.of());
  }

  /**
   * Conditions that hold all together; those on the client's proxy say whether the rule is sent to
   * it.
   *
   * @param subnets of the destination; none for any
   * @param gateways those that the rule is for; none for all
   */
  public record Match(
      ImmutableList<String> subnets,
      OptionalInt port,
      ImmutableMap<String, String> labels,
      Optional<String> namespace,
      ImmutableList<String> gateways) {
    public static final Match ANY =
        new Match(
            ImmutableList.of(),
            OptionalInt.empty(),
            ImmutableMap.of(),
            Optional.empty(),
            ImmutableList.of());

    /** Whether it is for connections of a client in the mesh. */
    public boolean isFor(
        int called, ImmutableMap<String, String> ofClient, String clientNamespace) {
      return isFor(called, RouteTable.MESH)
          && Labels.contains(ofClient, labels)
          && (namespace.isEmpty() || namespace.get().equals(clientNamespace));
    }

    /** Whether it is for connections to a port of a gateway, or of {@link RouteTable#MESH}. */
    public boolean isFor(int called, String gateway) {
      return (port.isEmpty() || port.getAsInt() == called)
          && (gateways.isEmpty() || gateways.contains(gateway));
    }
  }
}
