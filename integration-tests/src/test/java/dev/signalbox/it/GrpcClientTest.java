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
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** grpc-java without a proxy: a second, independent reader of what we send. */
final class GrpcClientTest {
  private static final String BOOTSTRAP_PROPERTY = "io.grpc.xds.bootstrapConfig";
  private static final Metadata.Key<String> END_USER =
      Metadata.Key.of("end-user", Metadata.ASCII_STRING_MARSHALLER);

  private static final String JASON_TO_V2 =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata:
        name: reviews
      spec:
        hosts:
        - reviews
        http:
        - match:
          - headers:
              end-user:
                exact: jason
          route:
          - destination:
              host: reviews
              subset: v2
        - route:
          - destination:
              host: reviews
              subset: v1
      """;

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
      mesh.write("reviews.yaml", JASON_TO_V2);
      System.setProperty(BOOTSTRAP_PROPERTY, bootstrap(mesh.controlPlane().xdsPort()));

      ManagedChannel channel =
          Grpc.newChannelBuilder("xds:///reviews:9080", InsecureChannelCredentials.create())
              .build();
      try {
        eventually(() -> assertThat(versionFor(channel, "anyone")).isEqualTo("v1"));
        assertThat(versionFor(channel, "jason")).isEqualTo("v2");

        mesh.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
        eventually(() -> assertThat(versionFor(channel, "anyone")).isEqualTo("v2"));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static String versionFor(ManagedChannel channel, String user)
      throws StatusRuntimeException {
    Metadata headers = new Metadata();
    headers.put(END_USER, user);
    return GrpcBackend.versionOf(
        HealthGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .check(HealthCheckRequest.getDefaultInstance()));
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
