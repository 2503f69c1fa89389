package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** Host names in which a leading * stands for one label or more. */
public final class HostPattern {
  public static final String ALL = "*";

  /** More than any wildcard is long. */
  private static final int EXACT = 1000;

  private HostPattern() {}

  /** The narrower one of two patterns, if one covers the other. */
  public static Optional<String> intersection(String one, String other) {
    if (covers(one, other)) {
      return Optional.of(other);
    }
    return covers(other, one) ? Optional.of(one) : Optional.empty();
  }

  /** All patterns that cover a host or a pattern, the most specific one first. */
  static ImmutableList<String> covering(String host) {
    ImmutableList.Builder<String> patterns = ImmutableList.builder();
    patterns.add(host);
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      String wildcard = "*" + host.substring(dot);
      if (!wildcard.equals(host)) {
        patterns.add(wildcard);
      }
    }
    return host.equals(ALL) ? patterns.build() : patterns.add(ALL).build();
  }

  /** The greater one is the more specific of two that cover the same host. */
  static int specificity(String pattern) {
    if (pattern.equals(ALL)) {
      return 0;
    }
    return pattern.startsWith("*.") ? pattern.length() : EXACT + pattern.length();
  }

  /** Whether all that the host stands for fits the pattern. */
  public static boolean covers(String pattern, String host) {
    if (pattern.equals(ALL) || pattern.equals(host)) {
      return true;
    }
    return pattern.startsWith("*") && host.endsWith(pattern.substring(1));
  }
}
