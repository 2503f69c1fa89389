package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * A Gateway API Gateway. Its proxy has its name as a label, and its namespace.
 *
 * @param listenerSets whose ListenerSets may add listeners
 */
public record ApiGateway(
    Origin origin,
    Precedence precedence,
    String className,
    ImmutableList<Listener> listeners,
    Listener.From listenerSets)
    implements Element {
  public static final String NAME_LABEL = "gateway.networking.k8s.io/gateway-name";

  /** Who we are in GatewayClasses and in statuses. */
  public static final String CONTROLLER = "signalbox.dev/gateway-controller";

  /** The class that is there without an object. */
  public static final String CLASS = "signalbox";
}
