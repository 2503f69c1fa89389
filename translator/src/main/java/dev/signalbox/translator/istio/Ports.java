package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;

/** TCP port numbers. */
final class Ports {
  private static final int HIGHEST = 65535;

  private Ports() {}

  static void check(int port, Origin origin, Diagnostics diagnostics) {
    if (port < 1 || port > HIGHEST) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, port + " is not a port", "Use 1 to " + HIGHEST + ".");
    }
  }
}
