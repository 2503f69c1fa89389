package dev.signalbox.translator.model;

import dev.signalbox.translator.model.RouteAction.Destination;
import java.util.Optional;

/**
 * What becomes of calls to hosts that a proxy doesn't know.
 *
 * @param registryOnly whether they are refused
 * @param egressProxy where they go instead of where they were going
 */
public record OutboundTrafficPolicy(boolean registryOnly, Optional<Destination> egressProxy) {
  public static final OutboundTrafficPolicy ALLOW_ANY =
      new OutboundTrafficPolicy(false, Optional.empty());
  public static final OutboundTrafficPolicy REGISTRY_ONLY =
      new OutboundTrafficPolicy(true, Optional.empty());
}
