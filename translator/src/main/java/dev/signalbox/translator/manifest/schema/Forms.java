package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableMap;

/** What the regular expressions of Gateway API's and Linkerd's schemas want, in words. */
final class Forms {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String DOMAIN = LABEL + "(\\." + LABEL + ")*";

  private static final ImmutableMap<String, String> KNOWN =
      ImmutableMap.<String, String>builder()
          .put(
              "^(\\*\\.)?" + DOMAIN + "$",
              "Write a DNS name in lower case, or *. and one, without a port.")
          .put("^" + DOMAIN + "$", "Write a DNS name in lower case, without a port.")
          .put("^$|^" + DOMAIN + "$", "Write a group such as gateway.networking.k8s.io, or \"\".")
          .put("^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$", "Write a kind such as Service.")
          .put("^" + LABEL + "$", "Use lower-case letters, digits and dashes between them.")
          .put(
              "^[A-Za-z0-9!#$%&'*+\\-.^_\\x60|~]+$",
              "Write a header's name, without blanks, colons and the like.")
          .put(
              "^[!-~]+([\\t ]?[!-~]+)*$",
              "Use ASCII characters, without blanks at the ends or two in a row.")
          .put(
              "^([0-9]{1,5}(h|m|s|ms)){1,4}$",
              "Write up to four whole numbers with h, m, s or ms, such as 1m30s.")
          .put(
              "(^\\*$)|(^(http(s)?):\\/\\/(((\\*\\.)?([a-zA-Z0-9\\-]+\\.)*[a-zA-Z0-9-]+|\\*)"
                  + "(:([0-9]{1,5}))?)$)",
              "Write an origin such as https://example.com or https://*.example.com:8443, or *.")
          .buildOrThrow();

  private Forms() {}

  static String fix(String pattern) {
    return KNOWN.getOrDefault(pattern, "It must match " + pattern + ".");
  }
}
