package dev.signalbox.translator.diagnostics;

import com.google.common.net.InetAddresses;

/** Checks that fields of many kinds need. */
public final class Values {
  private static final int HIGHEST_PORT = 65535;

  private Values() {}

  /** Whether it is the number of a TCP port; reports it if not. */
  public static boolean isPort(int number, Origin origin, Diagnostics diagnostics) {
    boolean valid = number >= 1 && number <= HIGHEST_PORT;
    if (!valid) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, number + " is not a port", "Use 1 to " + HIGHEST_PORT + ".");
    }
    return valid;
  }

  /** Whether it is an IP address; reports it if not. */
  public static boolean isIpAddress(String address, Origin origin, Diagnostics diagnostics) {
    boolean valid = InetAddresses.isInetAddress(address);
    if (!valid) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + address + "\" is not an IP address",
          "Write an IPv4 or IPv6 address.");
    }
    return valid;
  }
}
