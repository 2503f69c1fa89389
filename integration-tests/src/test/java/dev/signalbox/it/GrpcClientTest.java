package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.it.harness.GrpcBackend;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.TestMesh;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** grpc-java without a proxy: a second, independent reader of what we send. */
final class GrpcClientTest {
  private static final String BOOTSTRAP_PROPERTY = "io.grpc.xds.bootstrapConfig";

  @AfterAll
  static void forgetControlPlane() {
    System.clearProperty(BOOTSTRAP_PROPERTY);
  }

  @Test
  void theVirtualServiceRoutesItToo() throws Exception {
    try (TestMesh mesh = TestMesh.empty();
        GrpcBackend v1 = GrpcBackend.start("v1");
        GrpcBackend v2 = GrpcBackend.start("v2")) {
      ImmutableList<Instance> instances = ImmutableList.of(v1.instance(), v2.instance());
      mesh.write("services.yaml", Manifests.service("reviews", "grpc", 9080, instances));
      mesh.write("subsets.yaml", Manifests.subsets("reviews", "v1", "v2"));
      mesh.write("reviews.yaml", Manifests.JASON_TO_V2);
      System.setProperty(BOOTSTRAP_PROPERTY, bootstrap(mesh.controlPlane().xdsPort()));

      ManagedChannel channel =
          Grpc.newChannelBuilder("xds:///reviews:9080", InsecureChannelCredentials.create())
              .build();
      try {
        eventually(() -> assertThat(GrpcBackend.versionFor(channel, "anyone")).isEqualTo("v1"));
        assertThat(GrpcBackend.versionFor(channel, "jason")).isEqualTo("v2");

        mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
        eventually(() -> assertThat(GrpcBackend.versionFor(channel, "anyone")).isEqualTo("v2"));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static String bootstrap(int port) {
    return """
    {
      "xds_servers": [{
        "server_uri": "127.0.0.1:%d",
        "channel_creds": [{"type": "insecure"}],
        "server_features": ["xds_v3"]
      }],
      "node": {"id": "sidecar~127.0.0.1~client.default~default.svc.cluster.local"}
    }
    """
        .formatted(port);
  }
}
