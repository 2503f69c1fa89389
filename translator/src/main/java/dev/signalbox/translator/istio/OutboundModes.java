package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;

/** What becomes of calls to unknown hosts. */
final class OutboundModes {
  private OutboundModes() {}

  /**
   * Of a Sidecar, where REGISTRY_ONLY is the enum's zero value.
   *
   * @param origin of the policy
   */
  static boolean isRegistryOnly(String mode, Origin origin, Diagnostics diagnostics) {
    return switch (mode) {
      case "", "REGISTRY_ONLY" -> true;
      case "ALLOW_ANY" -> false;
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("mode"),
            mode + " is not a mode",
            "Use ALLOW_ANY or REGISTRY_ONLY.");
        yield false;
      }
    };
  }
}
