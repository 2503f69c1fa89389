package dev.signalbox.translator.model;

import java.util.Locale;

/** What a service port speaks. */
public enum Protocol {
  HTTP,
  HTTP2,
  GRPC,
  TCP,
  UDP,
  /** Not declared: the listener looks at the first bytes. */
  UNSPECIFIED;

  public boolean isHttp() {
    return this == HTTP || this == HTTP2 || this == GRPC;
  }

  public boolean isHttp2() {
    return this == HTTP2 || this == GRPC;
  }

  /** Whether requests on the port can be routed by HTTP rules. */
  public boolean mayBeHttp() {
    return isHttp() || this == UNSPECIFIED;
  }

  /**
   * Istio's protocol selection by name:
   * https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection
   */
  public static Protocol byName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "http", "http1", "http_proxy", "kubernetes.io/ws" -> HTTP;
      case "http2", "h2c", "kubernetes.io/h2c" -> HTTP2;
      case "grpc", "grpc-web" -> GRPC;
      case "tcp", "tls", "https", "mongo", "mysql", "redis", "kubernetes.io/wss" -> TCP;
      case "udp" -> UDP;
      default -> UNSPECIFIED;
    };
  }
}
