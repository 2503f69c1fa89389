package dev.signalbox.translator.istio;

import com.google.common.net.InetAddresses;
import dev.signalbox.translator.model.ClusterDomain;
import java.util.Locale;
import java.util.regex.Pattern;

/** Istio's host names. */
final class Hosts {
  private static final int LONGEST = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "(\\*|(\\*\\.)?[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([-a-z0-9_]{0,61}[a-z0-9_])?)*\\.?)");

  private Hosts() {}

  /** A name without a dot is one of the object's namespace; all others stay as they are. */
  static String resolve(String host, String namespace) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.contains(".") || lower.equals("*") || lower.contains(":") || lower.isEmpty()
        ? lower
        : lower + "." + namespace + "." + ClusterDomain.NAME;
  }

  static boolean isValid(String host) {
    return host.length() <= LONGEST
        && (NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()
            || InetAddresses.isInetAddress(host));
  }
}
