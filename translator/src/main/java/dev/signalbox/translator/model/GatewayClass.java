package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * Whose Gateways of a class are.
 *
 * @param parameters where it refers to parameters, which there are none of
 */
public record GatewayClass(
    Origin origin, Precedence precedence, String controller, Optional<Origin> parameters)
    implements Element {
  boolean isOurs() {
    return controller.equals(ApiGateway.CONTROLLER);
  }
}
