package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.GrpcBackend;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** GRPCRoutes on a Service. */
@Needs(Tool.ENVOY)
final class GrpcRouteTest {
  private static final int PORT = 7070;

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: GRPCRoute
      metadata: {name: echo}
      spec:
        parentRefs: [{group: "", kind: Service, name: v1}]
        rules:
        - matches: [{method: {service: grpc.health.v1.Health, method: Check}}]
          backendRefs: [{name: v1, port: 7070}]
        - matches:
          - method: {service: grpc.health.v1.Health, method: Check}
            headers: [{name: end-user, value: jason}]
          backendRefs: [{name: v2, port: 7070}]
        - matches:
          - method: {service: grpc.health.v1.Health, method: Check}
            headers: [{name: end-user, type: RegularExpression, value: "nobody-.*"}]
          backendRefs: [{name: v2, port: 7070, weight: 0}]
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: echo}
      spec:
        parentRefs: [{group: "", kind: Service, name: v1}]
        rules: [{backendRefs: [{name: v2, port: 7070}]}]
      """;

  @Test
  void routesByMethodAndHeadersAndComesBeforeAnHttpRoute() throws Exception {
    try (TestMesh mesh = TestMesh.empty();
        GrpcBackend v1 = GrpcBackend.start("v1");
        GrpcBackend v2 = GrpcBackend.start("v2")) {
      mesh.write("v1.yaml", Manifests.service("v1", "grpc", PORT, ImmutableList.of(v1.instance())));
      mesh.write("v2.yaml", Manifests.service("v2", "grpc", PORT, ImmutableList.of(v2.instance())));
      mesh.write("route.yaml", ROUTE);
      Envoy sidecar = mesh.sidecar(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA));
      ManagedChannel channel = through(sidecar);
      try {
        eventually(() -> assertThat(GrpcBackend.versionFor(channel, "jason")).isEqualTo("v2"));
        assertThat(GrpcBackend.versionFor(channel, "anyone")).isEqualTo("v1");
        assertThat(statusFor(channel, "nobody-1")).isEqualTo(Status.Code.UNAVAILABLE);

        mesh.write("route.yaml", ROUTE.replace("method: Check", "method: Watch"));
        eventually(
            () -> assertThat(statusFor(channel, "anyone")).isEqualTo(Status.Code.UNIMPLEMENTED));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static Status.Code statusFor(ManagedChannel channel, String user) {
    return catchThrowableOfType(
            StatusRuntimeException.class, () -> GrpcBackend.versionFor(channel, user))
        .getStatus()
        .getCode();
  }

  private static ManagedChannel through(Envoy sidecar) {
    InetSocketAddress listener = sidecar.listener(PORT);
    return ManagedChannelBuilder.forAddress(listener.getHostString(), listener.getPort())
        .overrideAuthority("v1:7070")
        .usePlaintext()
        .build();
  }
}
