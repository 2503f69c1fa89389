package dev.signalbox.controlplane.demo;

import java.util.Locale;

/** An application that the demo can run. */
enum Sample {
  BOOKINFO(8080, "bookinfo-gateway.yaml"),
  PODINFO(9898, "");

  private final int port;
  private final String gateway;

  Sample(int port, String gateway) {
    this.port = port;
    this.gateway = gateway;
  }

  /** Where users find it, unless they say otherwise. */
  int port() {
    return port;
  }

  /** The file with the port of its gateway; empty if it has none. */
  String gateway() {
    return gateway;
  }

  /** Of the folder below samples. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }
}
