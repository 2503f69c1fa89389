package dev.signalbox.translator.model;

import com.google.common.net.InetAddresses;

/** What can stand for an endpoint's address. */
public final class Address {
  public static final String UNIX = "unix://";

  private Address() {}

  public static boolean isUnix(String address) {
    return address.startsWith(UNIX);
  }

  /** Neither an IP address nor a path. */
  public static boolean isName(String address) {
    return !isUnix(address) && !InetAddresses.isInetAddress(address);
  }
}
