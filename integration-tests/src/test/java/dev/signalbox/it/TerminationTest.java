package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** SIGTERM: it says goodbye and ends in time, whatever its clients do. */
@OnNewestEnvoy
final class TerminationTest {
  private static final Duration PROMISE = Duration.ofSeconds(10);
  private static final int BY_SIGTERM = 128 + 15;
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private final EnvoyKind kind;

  TerminationTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void endsWithEnvoysAndAClientThatNeverReads() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      ControlPlaneProcess process =
          ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
      String address = Loopback.next();
      Envoy sidecar =
          Envoy.start(
              EnvoyBinary.version(kind.version()),
              Envoy.bootstrap(kind, Nodes.sidecar("productpage-v1", address), process.xdsPort())
                  .toMessage(),
              address,
              workspace);
      eventually(() -> assertThat(sidecar.call(REVIEWS_PORT, REVIEWS).version()).isEqualTo("v1"));
      ManagedChannel deaf =
          ManagedChannelBuilder.forAddress("127.0.0.1", process.xdsPort()).usePlaintext().build();
      workspace.own(deaf::shutdownNow);
      openWithoutReading(deaf);
      try (var ads = RawAds.sotw(process.xdsPort())) {
        ads.send(clusters());
        ads.next();
        process.terminate();
        assertThat(ads.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        process.terminate();
      }
      assertThat(process.exitCodeWithin(PROMISE)).isEqualTo(OptionalInt.of(BY_SIGTERM));
      assertThat(sidecar.call(REVIEWS_PORT, REVIEWS).version()).isEqualTo("v1");
    }
  }

  /** gRPC delivers nothing, not even the end, to who never asks for a message. */
  private static void openWithoutReading(ManagedChannel channel) {
    ClientCall<DiscoveryRequest, DiscoveryResponse> call =
        channel.newCall(
            AggregatedDiscoveryServiceGrpc.getStreamAggregatedResourcesMethod(),
            CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.sendMessage(clusters());
  }

  private static DiscoveryRequest clusters() {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(ResourceType.CLUSTER.typeUrl())
        .setNode(Nodes.sidecar("productpage-v1", "127.0.0.1"))
        .build();
  }
}
