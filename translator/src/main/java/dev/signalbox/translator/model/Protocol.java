package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableSet;
import java.util.Locale;

/** What a service port speaks. */
public enum Protocol {
  HTTP,
  HTTP2,
  GRPC,
  TCP,
  /** TLS that the client makes, HTTPS included: the proxy passes it on as it is. */
  TLS,
  UDP,
  /** Not declared: the listener looks at the first bytes. */
  UNSPECIFIED;

  private static final ImmutableSet<String> ISTIOS =
      ImmutableSet.of(
          "http",
          "http_proxy",
          "http2",
          "grpc",
          "grpc-web",
          "https",
          "tls",
          "tcp",
          "mongo",
          "mysql",
          "redis",
          "udp");

  public boolean isHttp() {
    return this == HTTP || this == HTTP2 || this == GRPC;
  }

  public boolean isHttp2() {
    return this == HTTP2 || this == GRPC;
  }

  /** Whether connections on the port go by TCP rules alone. */
  public boolean isTcp() {
    return this == TCP || this == TLS;
  }

  /** Whether requests on the port can be routed by HTTP rules. */
  public boolean mayBeHttp() {
    return isHttp() || this == UNSPECIFIED;
  }

  /** Whether gRPC's calls can go there, which HTTP/1.1 has nothing for. */
  public boolean mayBeGrpc() {
    return isHttp2() || this == UNSPECIFIED;
  }

  /** Whether Istio's kinds may name it so; Services may use other names as well. */
  public static boolean isIstios(String name) {
    return ISTIOS.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Istio's protocol selection by name, with the names that Linkerd adds:
   * https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection
   */
  public static Protocol byName(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "http", "http1", "http_proxy", "kubernetes.io/ws" -> HTTP;
      case "http2", "h2c", "kubernetes.io/h2c", "linkerd.io/h2c" -> HTTP2;
      case "grpc", "grpc-web", "linkerd.io/grpc" -> GRPC;
      case "tcp", "mongo", "mysql", "redis", "linkerd.io/tcp", "linkerd.io/opaque" -> TCP;
      case "tls", "https", "kubernetes.io/wss" -> TLS;
      case "udp" -> UDP;
      default -> UNSPECIFIED;
    };
  }
}
