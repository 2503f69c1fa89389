package dev.signalbox.translator.model;

import com.google.common.net.InetAddresses;
import java.nio.charset.StandardCharsets;

/** What can stand for an endpoint's address. */
public final class Address {
  public static final String UNIX = "unix://";
  private static final int LONGEST_PATH = 107;

  private Address() {}

  public static boolean isUnix(String address) {
    return address.startsWith(UNIX);
  }

  /** Absolute, or abstract with an @, and no longer than the operating system takes. */
  public static boolean isUnixPath(String address) {
    String path = address.substring(UNIX.length());
    boolean absolute = path.startsWith("/") && !path.endsWith("/");
    return (absolute || path.startsWith("@"))
        && path.getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH;
  }

  /** One spelling for each IP address; others stay as they are. */
  public static String canonical(String address) {
    return InetAddresses.isInetAddress(address)
        ? InetAddresses.toAddrString(InetAddresses.forString(address))
        : address;
  }

  /** Neither an IP address nor a path. */
  public static boolean isName(String address) {
    return !isUnix(address) && !InetAddresses.isInetAddress(address);
  }
}
