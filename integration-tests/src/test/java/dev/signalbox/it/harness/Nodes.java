package dev.signalbox.it.harness;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.Values;
import io.envoyproxy.envoy.config.core.v3.Node;

/** Nodes by the conventions of the proxies. */
public final class Nodes {
  private static final String BIND_ADDRESS = "BIND_ADDRESS";

  private static final String LABELS = "LABELS";

  private Nodes() {}

  /** A sidecar whose listeners bind its own address. */
  public static Node sidecar(String name, String address) {
    return node("sidecar", name, address)
        .setMetadata(metadata(BIND_ADDRESS, Values.of(address)))
        .build();
  }

  public static Node gateway(String address, int trustedProxies) {
    Value topology = structOf("numTrustedProxies", Values.of(trustedProxies));
    Struct metadata =
        metadata(BIND_ADDRESS, Values.of(address)).toBuilder()
            .putFields(LABELS, structOf("istio", Values.of("ingressgateway")))
            .putFields("PROXY_CONFIG", structOf("gatewayTopology", topology))
            .build();
    return node("router", "ingressgateway", address).setMetadata(metadata).build();
  }

  /** The same node with one metadata entry more. */
  public static Node with(Node node, String key, Value value) {
    Struct metadata = node.getMetadata().toBuilder().putFields(key, value).build();
    return node.toBuilder().setMetadata(metadata).build();
  }

  public static Node withLabel(Node node, String key, String value) {
    return with(node, LABELS, structOf(key, Values.of(value)));
  }

  private static Node.Builder node(String role, String name, String address) {
    String id = "%s~%s~%s.default~default.svc.cluster.local".formatted(role, address, name);
    return Node.newBuilder().setId(id).setCluster(name);
  }

  private static Value structOf(String key, Value value) {
    return Value.newBuilder().setStructValue(metadata(key, value)).build();
  }

  private static Struct metadata(String key, Value value) {
    return Struct.newBuilder().putFields(key, value).build();
  }
}
