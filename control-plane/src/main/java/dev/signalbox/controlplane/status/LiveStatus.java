package dev.signalbox.controlplane.status;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ApiGateway.Address;
import dev.signalbox.translator.model.GatewayStatus;
import dev.signalbox.translator.model.LinkedRoutes;
import java.time.Instant;
import java.util.Optional;

/** What has become of all objects at one moment. */
public record LiveStatus(LinkedRoutes linked, GatewayAddresses proxies, Transitions transitions) {
  public static final LiveStatus NONE =
      new LiveStatus(LinkedRoutes.NONE, GatewayAddresses.NONE, Transitions.NONE);

  ImmutableList<Address> addresses(Origin gateway, GatewayStatus status) {
    return proxies.of(gateway, status);
  }

  Optional<Instant> since(Origin object, ConditionKey key) {
    return transitions.since(object, key);
  }
}
