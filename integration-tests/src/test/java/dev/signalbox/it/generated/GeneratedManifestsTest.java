package dev.signalbox.it.generated;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;

/** Istio's kinds. */
@Needs(Tool.ENVOY)
final class GeneratedManifestsTest extends GeneratedTest {
  private static final ImmutableMap<String, String> KINDS =
      ImmutableMap.of(
          "VirtualService", "networking.istio.io/v1/VirtualService",
          "DestinationRule", "networking.istio.io/v1/DestinationRule",
          "Gateway", "networking.istio.io/v1/Gateway",
          "ServiceEntry", "networking.istio.io/v1/ServiceEntry",
          "WorkloadEntry", "networking.istio.io/v1/WorkloadEntry",
          "Sidecar", "networking.istio.io/v1/Sidecar");
  private static final ImmutableList<String> NODES =
      ImmutableList.of(
          """
          {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local"}
          """,
          """
          {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local",
           "metadata": {"INTERCEPTION_MODE": "REDIRECT", "LABELS": {"app": "reviews"}}}
          """,
          """
          {"id": "router~127.0.0.1~edge.default~default.svc.cluster.local",
           "metadata": {"LABELS": {"istio": "ingressgateway"}}}
          """);

  GeneratedManifestsTest() throws IOException {
    super(
        KINDS, "istio.yaml", "mesh.yaml", NODES, (mesh, kind) -> mesh.gateway(kind, 0), 2000, 0.6);
  }
}
