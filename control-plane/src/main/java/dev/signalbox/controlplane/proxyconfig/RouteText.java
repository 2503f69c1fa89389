package dev.signalbox.controlplane.proxyconfig;

import com.google.common.collect.ImmutableSet;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.List;

/** Domains and matches in few words, as istioctl puts them. */
final class RouteText {
  private static final int SHOWN_DOMAINS = 2;
  private static final String CLUSTER_SUFFIX = ".svc.cluster.local";
  private static final String SERVICE_SUFFIX = ".svc";

  private RouteText() {}

  /** The first two without a port, of which the shorter forms stand for the longer. */
  static String domains(List<String> domains) {
    if (domains.size() == 1) {
      return domains.getFirst();
    }
    ImmutableSet<String> all = ImmutableSet.copyOf(domains);
    List<String> shown =
        domains.stream()
            .filter(domain -> !hasPort(domain))
            .filter(domain -> !hasShorterForm(domain, all))
            .toList();
    if (shown.size() <= SHOWN_DOMAINS) {
      return String.join(", ", shown);
    }
    return "%s + %d more..."
        .formatted(
            String.join(", ", shown.subList(0, SHOWN_DOMAINS)), shown.size() - SHOWN_DOMAINS);
  }

  /** The path's condition; headers are not told. */
  static String match(RouteMatch match) {
    return switch (match.getPathSpecifierCase()) {
      case PREFIX -> match.getPrefix() + "*";
      case PATH -> match.getPath();
      case SAFE_REGEX -> "regex " + match.getSafeRegex().getRegex();
      case PATH_SEPARATED_PREFIX -> "PathPrefix:" + match.getPathSeparatedPrefix();
      case CONNECT_MATCHER -> "CONNECT";
      case PATH_MATCH_POLICY -> match.getPathMatchPolicy().getName();
      case PATHSPECIFIER_NOT_SET -> "";
    };
  }

  private static boolean hasPort(String domain) {
    return domain.contains(":") && !domain.endsWith("]");
  }

  private static boolean hasShorterForm(String domain, ImmutableSet<String> all) {
    return isShortened(domain, CLUSTER_SUFFIX, all) || isShortened(domain, SERVICE_SUFFIX, all);
  }

  private static boolean isShortened(String domain, String suffix, ImmutableSet<String> all) {
    return domain.endsWith(suffix)
        && all.contains(domain.substring(0, domain.length() - suffix.length()));
  }
}
