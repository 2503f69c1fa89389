package dev.signalbox.translator.model;

/** How a client finds what stands behind a service. */
public enum Resolution {
  /** It is told. */
  ENDPOINTS,
  /** By DNS: all addresses of all names. */
  DNS,
  /** By DNS: the first address of one name. */
  DNS_ROUND_ROBIN,
  /** By DNS: the name that each request calls. */
  DYNAMIC_DNS,
  /** It has resolved the name itself: to where its connection was going. */
  ORIGINAL_DESTINATION,
  /** Likewise, but requests go to any endpoint: a Kubernetes Service without an address. */
  HEADLESS;

  /** Whether the proxy asks DNS for the endpoints' names. */
  public boolean asksForNames() {
    return this == DNS || this == DNS_ROUND_ROBIN;
  }

  /** Whether connections go where they were going. */
  public boolean isOriginalDestination() {
    return this == ORIGINAL_DESTINATION || this == HEADLESS;
  }
}
