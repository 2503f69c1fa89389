package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.GrpcBackend;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnEveryEnvoy;
import dev.signalbox.it.harness.TestMesh;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** A port called grpc: HTTP/2 on both sides of a sidecar. */
@OnEveryEnvoy
final class GrpcThroughEnvoyTest {
  private final EnvoyKind kind;

  GrpcThroughEnvoyTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void callsAreRoutedByTheirHeaders() throws Exception {
    try (TestMesh mesh = TestMesh.empty();
        GrpcBackend v1 = GrpcBackend.start("v1");
        GrpcBackend v2 = GrpcBackend.start("v2")) {
      ImmutableList<Instance> instances = ImmutableList.of(v1.instance(), v2.instance());
      mesh.write("services.yaml", Manifests.service("reviews", "grpc", REVIEWS_PORT, instances));
      mesh.write("subsets.yaml", Manifests.subsets("reviews", "v1", "v2"));
      mesh.write("reviews.yaml", Manifests.JASON_TO_V2);
      ManagedChannel channel = through(mesh.sidecar(kind));
      try {
        eventually(() -> assertThat(GrpcBackend.versionFor(channel, "anyone")).isEqualTo("v1"));
        assertThat(GrpcBackend.versionFor(channel, "jason")).isEqualTo("v2");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static ManagedChannel through(Envoy sidecar) {
    InetSocketAddress listener = sidecar.listener(REVIEWS_PORT);
    return ManagedChannelBuilder.forAddress(listener.getHostString(), listener.getPort())
        .overrideAuthority("reviews:9080")
        .usePlaintext()
        .build();
  }
}
