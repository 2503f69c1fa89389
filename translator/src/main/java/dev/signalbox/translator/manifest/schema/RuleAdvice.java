package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableMap;

/**
 * What a rule of a schema means for its reader, where the schema's own words don't say what to do.
 */
record RuleAdvice(String message, String fix) {
  private static final String ONE = "Keep one of them.";

  static final ImmutableMap<String, RuleAdvice> KNOWN =
      ImmutableMap.<String, RuleAdvice>builder()
          .put(
              "duration(self) >= duration('1ms')",
              advice("is not a duration of 1ms or more", "Write one such as 500ms, 5s or 1h."))
          .put(
              "self.all(key, !key.contains(\"*\"))",
              advice("a label's name has a wildcard", "Write the name out."))
          .put(
              "self.all(key, key.size() != 0)", advice("a label has no name", "Name or remove it."))
          .put(
              "!self.contains(\"*\")",
              advice("a label's value has a wildcard", "Write the value out."))
          .put(
              "(has(self.tlsCertificates) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1",
              advice("tlsCertificates and credentialNames exclude each other", ONE))
          .put(
              "(has(self.credentialName) ? 1 : 0) + (has(self.credentialNames) ? 1 : 0) <= 1",
              advice("credentialName and credentialNames exclude each other", ONE))
          .put(
              "(has(self.workloadSelector) ? 1 : 0) + (has(self.endpoints) ? 1 : 0) <= 1",
              advice("workloadSelector and endpoints exclude each other", ONE))
          .put(
              "!((has(self.addresses) ? self.addresses : []).exists(k, k.contains(\"/\")) &&"
                  + " !((has(self.resolution) ? self.resolution : \"NONE\") in [\"STATIC\","
                  + " \"NONE\"]))",
              advice(
                  "a CIDR block among addresses goes with the resolutions NONE and STATIC only",
                  "Write single addresses, or change resolution."))
          .put(
              "((has(self.resolution) ? self.resolution : \"NONE\") == \"NONE\") ?"
                  + " !has(self.endpoints) : true",
              advice(
                  "resolution NONE takes no endpoints",
                  "Set resolution to STATIC or DNS, or remove endpoints."))
          .put(
              "((has(self.resolution) ? self.resolution : \"\") == \"DNS_ROUND_ROBIN\") ?"
                  + " ((has(self.endpoints) ? self.endpoints : []).size() <= 1) : true",
              advice(
                  "resolution DNS_ROUND_ROBIN takes one endpoint at most",
                  "Keep one of them, or use DNS."))
          .put(
              "has(self.address) || has(self.network)",
              advice("neither address nor network is there", "Add address."))
          .put(
              "(has(self.address) ? self.address : \"\").startsWith(\"unix://\") ?"
                  + " !has(self.ports) : true",
              advice("a Unix domain socket has no ports", "Remove ports."))
          .put(
              "self.startsWith(\"unix://\") ? (self.substring(7, 8) == \"/\" || self.substring(7,"
                  + " 8) == \"@\") : true",
              advice(
                  "a Unix domain socket must have an absolute path or be an abstract one",
                  "Write unix:///path or unix://@name."))
          .put(
              "self.startsWith(\"unix://\") ? !self.endsWith(\"/\") : true",
              advice("a Unix domain socket is no folder", "Remove the slash at the end."))
          .put(
              "self.all(key, size(key) < 63 &&"
                  + " key.matches(\"^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$\"))",
              advice(
                  "a key of ports is not a port's name",
                  "Use letters, digits and dashes, at most 62."))
          .put(
              "0 < self && self <= 65535", advice("is not the number of a port", "Use 1 to 65535."))
          .put(
              "self != \"*\"",
              advice("a host can't be * alone", "Name a domain, such as *.example.com."))
          .put(
              "self.all(l1, self.exists_one(l2, l1.number == l2.number))",
              advice("two ports have the same number", "Give each a number of its own."))
          .buildOrThrow();

  private static RuleAdvice advice(String message, String fix) {
    return new RuleAdvice(message, fix);
  }
}
