package dev.signalbox.translator.model;

/** A group of endpoints: all of a service's port, or a subset's. */
public record ClusterKey(int port, String subset, String host) {
  /** Istio's name. */
  public String name() {
    return "outbound|" + port + "|" + subset + "|" + host;
  }
}
