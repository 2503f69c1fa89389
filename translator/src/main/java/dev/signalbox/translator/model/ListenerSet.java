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
  /** The Gateway that they are for. */
  Origin owner() {
    return new Origin("gateway.networking.k8s.io", "Gateway", gatewayNamespace, gateway, "");
  }
}
