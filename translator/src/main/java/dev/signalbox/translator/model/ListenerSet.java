package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;

/** Listeners for a Gateway that is written elsewhere. */
public record ListenerSet(
    Origin origin,
    Precedence precedence,
    String gatewayNamespace,
    String gateway,
    ImmutableList<Listener> listeners)
    implements Element {
  boolean isOf(ApiGateway owner) {
    return gateway.equals(owner.origin().name())
        && gatewayNamespace.equals(owner.origin().namespace());
  }
}
