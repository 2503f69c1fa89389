package dev.signalbox.controlplane.demo;

import com.google.common.net.HostAndPort;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Structs;
import com.google.protobuf.util.Values;
import dev.signalbox.controlplane.envoy.Bootstrap;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The bootstraps of the demo's Envoys. */
record DemoProxies(int xdsPort) {
  static final String LOOPBACK = "127.0.0.1";
  private static final int LAST_ADDRESS = 9;

  /** Where a sidecar can have the services' port for itself, from 127.0.0.first on. */
  static InetSocketAddress freeSidecarAddress(int port, int first) throws IOException {
    for (int last = first; last <= LAST_ADDRESS; last++) {
      String address = "127.0.0." + last;
      if (FreePorts.isFree(address, port)) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
      }
    }
    throw new IOException(
        "port %d is taken on 127.0.0.%d to 127.0.0.%d: stop what listens there"
            .formatted(port, first, LAST_ADDRESS));
  }

  /** The sidecar that bookinfo's services call one another through. */
  String sidecar(String bindAddress) {
    return bootstrap(
        "sidecar~127.0.0.1~productpage-v1.default~default.svc.cluster.local",
        "productpage.default",
        Structs.of(
            "INTERCEPTION_MODE", Values.of("NONE"),
            "BIND_ADDRESS", Values.of(bindAddress),
            "LABELS", labels("app", "productpage")));
  }

  /** The sidecar of podinfo's frontend. */
  String frontend(String bindAddress) {
    return bootstrap(
        "sidecar~127.0.0.1~frontend-podinfo.test~test.svc.cluster.local",
        "frontend-podinfo.test",
        Structs.of(
            "INTERCEPTION_MODE", Values.of("NONE"),
            "BIND_ADDRESS", Values.of(bindAddress),
            "LABELS", labels("app.kubernetes.io/name", "frontend-podinfo")));
  }

  String gateway() {
    return bootstrap(
        "router~127.0.0.1~istio-ingressgateway.default~default.svc.cluster.local",
        "istio-ingressgateway.default",
        Structs.of(
            "BIND_ADDRESS", Values.of(LOOPBACK),
            "LABELS", labels("istio", "ingressgateway")));
  }

  private String bootstrap(String id, String cluster, Struct metadata) {
    Node node = Node.newBuilder().setId(id).setCluster(cluster).setMetadata(metadata).build();
    HostAndPort anyPort = HostAndPort.fromParts(LOOPBACK, 0);
    return new Bootstrap(node, Protocol.DELTA, HostAndPort.fromParts(LOOPBACK, xdsPort), anyPort)
        .toYaml();
  }

  private static Value labels(String key, String value) {
    return Values.of(Structs.of(key, Values.of(value)));
  }
}
