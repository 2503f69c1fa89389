package dev.signalbox.it.generated;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;

/** Gateway API's kinds and Linkerd's, each version that has a schema of its own. */
@Needs(Tool.ENVOY)
final class GeneratedRoutesTest extends GeneratedTest {
  private static final String GATEWAY_API = "gateway.networking.k8s.io/v1/";
  private static final String LINKERD = "policy.linkerd.io/";
  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.<String, String>builder()
          .put("HTTPRoute", GATEWAY_API + "HTTPRoute")
          .put("GRPCRoute", GATEWAY_API + "GRPCRoute")
          .put("TCPRoute", GATEWAY_API + "TCPRoute")
          .put("Gateway", GATEWAY_API + "Gateway")
          .put("GatewayClass", GATEWAY_API + "GatewayClass")
          .put("ListenerSet", GATEWAY_API + "ListenerSet")
          .put("ReferenceGrant", GATEWAY_API + "ReferenceGrant")
          .put("Linkerd1", LINKERD + "v1alpha1/HTTPRoute")
          .put("Linkerd2", LINKERD + "v1beta2/HTTPRoute")
          .put("Linkerd3", LINKERD + "v1beta3/HTTPRoute")
          .put("ServiceProfile", "linkerd.io/v1alpha2/ServiceProfile")
          .buildOrThrow();
  private static final ImmutableList<String> NODES =
      ImmutableList.of(
          """
          {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local"}
          """,
          """
          {"id": "sidecar~127.0.0.1~client.other~other.svc.cluster.local",
           "metadata": {"INTERCEPTION_MODE": "REDIRECT"}}
          """,
          """
          {"id": "router~127.0.0.1~edge.default~default.svc.cluster.local",
           "metadata": {"LABELS": {"gateway.networking.k8s.io/gateway-name": "edge"}}}
          """,
          """
          {"id": "router~127.0.0.1~made.default~default.svc.cluster.local",
           "metadata": {"LABELS": {"gateway.networking.k8s.io/gateway-name": "made"}}}
          """);

  GeneratedRoutesTest() throws IOException {
    super(
        KINDS,
        "routes.yaml",
        "routes-mesh.yaml",
        NODES,
        (mesh, kind) -> mesh.gateway(kind, "edge"),
        3000,
        0.48);
  }
}
