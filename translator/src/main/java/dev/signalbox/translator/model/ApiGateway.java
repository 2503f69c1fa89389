package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * A Gateway API Gateway. Its proxy has its name as a label, and its namespace.
 *
 * @param listenerSets whose ListenerSets may add listeners
 * @param addresses that its proxies are to have
 * @param parameters where it refers to parameters, which there are none of
 */
public record ApiGateway(
    Origin origin,
    Precedence precedence,
    String className,
    ImmutableList<Listener> listeners,
    Listener.From listenerSets,
    ImmutableList<Address> addresses,
    Optional<Origin> parameters)
    implements Element {
  public static final String NAME_LABEL = "gateway.networking.k8s.io/gateway-name";

  /** Who we are in GatewayClasses and in statuses. */
  public static final String CONTROLLER = "signalbox.dev/gateway-controller";

  /** The class that is there without an object. */
  public static final String CLASS = "signalbox";

  /**
   * An address as it is asked for.
   *
   * @param value empty: any of its type
   */
  public record Address(Origin origin, String type, String value) {
    public static final String IP = "IPAddress";
    public static final String HOSTNAME = "Hostname";

    /** Whether it is a certain IP address. */
    public boolean isIp() {
      return type.equals(IP) && !value.isEmpty();
    }

    boolean isSupported() {
      return type.equals(IP) || type.equals(HOSTNAME);
    }
  }
}
