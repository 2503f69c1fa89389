package dev.signalbox.translator.istio;

import com.google.common.net.InetAddresses;
import dev.signalbox.translator.model.ClusterDomain;
import java.util.Locale;
import java.util.regex.Pattern;

/** Istio's host names. */
final class Hosts {
  private static final int LONGEST = 253;
  private static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String LABELS = LABEL + "(\\." + LABEL + ")*";
  private static final Pattern NAME = Pattern.compile("\\*|(\\*\\.|\\*-?)?" + LABELS + "\\.?");
  private static final Pattern FULL_NAME = Pattern.compile(LABELS + "\\.?");
  private static final Pattern NUMERIC_TOP = Pattern.compile("(.*\\.)?\\d+\\.?");

  private Hosts() {}

  /** A name without a dot is one of the object's namespace; all others stay as they are. */
  static String resolve(String host, String namespace) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.contains(".") || lower.equals("*") || lower.contains(":") || lower.isEmpty()
        ? lower
        : lower + "." + namespace + "." + ClusterDomain.NAME;
  }

  /** A name that DNS can be asked for. */
  static boolean isFullName(String host) {
    return host.length() <= LONGEST
        && FULL_NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()
        && !NUMERIC_TOP.matcher(host).matches();
  }

  /** A * that stands for a part of a label, which Envoy matches and Istio advises against. */
  static boolean isPartialWildcard(String host) {
    return host.startsWith("*") && !host.equals("*") && !host.startsWith("*.");
  }

  /** Neither a short name, which nobody completes, nor a wildcard for a part of a label. */
  static boolean isQualified(String host) {
    boolean full = host.equals("*") || host.contains(".") || host.contains(":");
    return full && isValid(host) && !isPartialWildcard(host);
  }

  static boolean isValid(String host) {
    return host.length() <= LONGEST
        && (NAME.matcher(host.toLowerCase(Locale.ROOT)).matches()
            || InetAddresses.isInetAddress(host));
  }
}
