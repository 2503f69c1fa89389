package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.it.harness.GrpcBackend;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.TestMesh;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** grpc-java without a proxy: a second, independent reader of what we send. */
@SuppressWarnings("NullAway.Init") // Started before the first test.
final class GrpcClientTest {
  private static final String BOOTSTRAP_PROPERTY = "io.grpc.xds.bootstrapConfig";

  /** The more conditions on headers, the earlier. */
  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: $kind
      metadata: {name: reviews}
      spec:
        parentRefs: [{group: "", kind: Service, name: reviews}]
        rules:
        - matches: [{$match}]
          filters:
          - {type: RequestMirror, requestMirror: {backendRef: {name: v2, port: 9080}}}
          backendRefs: [{name: v1, port: 9080}]
        - matches:
          - {$match, headers: [{name: kind, value: second}]}
          - {$match, headers: [{name: kind, type: RegularExpression, value: "[0-9]+"}]}
          backendRefs: [{name: v2, port: 9080}, {name: v1, port: 9080, weight: 0}]
        - matches: [{$match, headers: [{name: kind, value: missing}]}]
          backendRefs: [{name: nobody, port: 9080}]
        - matches: [{$match, headers: [{name: kind, value: nothing}]}]
          backendRefs: [{name: v1, port: 9080, weight: 0}]
      """;

  private static Workplace workplace;

  /** grpc-java asks but once where the control plane is. */
  @BeforeAll
  static void start() throws Exception {
    workplace = Workplace.start();
  }

  @AfterAll
  static void stop() throws Exception {
    System.clearProperty(BOOTSTRAP_PROPERTY);
    workplace.close();
  }

  /** A control plane with a service, and a client of it. */
  private record Workplace(TestMesh mesh, GrpcBackend v1, GrpcBackend v2, ManagedChannel channel) {
    static Workplace start() throws Exception {
      TestMesh mesh = TestMesh.empty();
      GrpcBackend v1 = GrpcBackend.start("v1");
      GrpcBackend v2 = GrpcBackend.start("v2");
      ImmutableList<Instance> instances = ImmutableList.of(v1.instance(), v2.instance());
      mesh.write("services.yaml", Manifests.service("reviews", "grpc", 9080, instances));
      mesh.write("subsets.yaml", Manifests.subsets("reviews", "v1", "v2"));
      for (Instance one : instances) {
        mesh.write(
            one.version() + ".yaml",
            Manifests.service(one.version(), "grpc", 9080, ImmutableList.of(one)));
      }
      System.setProperty(BOOTSTRAP_PROPERTY, bootstrap(mesh.controlPlane().xdsPort()));
      ManagedChannel channel =
          Grpc.newChannelBuilder("xds:///reviews:9080", InsecureChannelCredentials.create())
              .build();
      return new Workplace(mesh, v1, v2, channel);
    }

    void close() throws IOException {
      channel.shutdownNow();
      v1.close();
      v2.close();
      mesh.close();
    }
  }

  @Test
  void theVirtualServiceRoutesItToo() throws Exception {
    Channel channel = workplace.channel();
    workplace.mesh().write("reviews.yaml", Manifests.JASON_TO_V2);
    eventually(() -> assertThat(GrpcBackend.versionFor(channel, "jason")).isEqualTo("v2"));
    assertThat(GrpcBackend.versionFor(channel, "anyone")).isEqualTo("v1");

    workplace.mesh().write("reviews.yaml", Manifests.allTo("reviews", "v2"));
    eventually(() -> assertThat(GrpcBackend.versionFor(channel, "anyone")).isEqualTo("v2"));
  }

  @Test
  void anHttpRouteRoutesIt() throws Exception {
    routesIt("HTTPRoute", "path: {type: Exact, value: /grpc.health.v1.Health/Check}");
  }

  @Test
  void aGrpcRouteRoutesIt() throws Exception {
    routesIt("GRPCRoute", "method: {service: grpc.health.v1.Health, method: Check}");
  }

  private static void routesIt(String kind, String match) throws Exception {
    Channel channel = workplace.channel();
    workplace.mesh().write("reviews.yaml", ROUTE.replace("$kind", kind).replace("$match", match));
    eventually(() -> assertThat(failure(channel, "missing")).isEqualTo(Status.Code.UNAVAILABLE));
    assertThat(call(channel, "none")).isEqualTo("v1");
    assertThat(call(channel, "second")).isEqualTo("v2");
    assertThat(call(channel, "12")).isEqualTo("v2");
    assertThat(failure(channel, "nothing")).isEqualTo(Status.Code.UNAVAILABLE);
  }

  /** What such clients can't do must not cost them the rest. */
  @Test
  void rulesWithAllFieldsRouteIt() throws Exception {
    Channel channel = workplace.channel();
    workplace.mesh().write("reviews.yaml", TestFiles.text("grpc-rules.yaml"));
    eventually(
        () -> assertThat(failure(channel, "fault")).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    assertThat(workplace.mesh().errorPlaces()).isEmpty();
    assertThat(call(channel, "none")).isEqualTo("v1");
    assertThat(call(channel, "all")).isEqualTo("v2");
    assertThat(call(channel, "query")).isEqualTo("v1");
    assertThat(call(channel, "without")).isEqualTo("v2");
    assertThat(call(channel, "without", "skip", "no")).isEqualTo("v2");
    assertThat(call(channel, "without", "skip", "it")).isEqualTo("v1");
    assertThat(failure(channel, "redirect")).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(failure(channel, "answer")).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static String call(Channel channel, String kind) {
    return GrpcBackend.versionFor(channel, ImmutableMap.of("kind", kind));
  }

  private static String call(Channel channel, String kind, String name, String value) {
    return GrpcBackend.versionFor(channel, ImmutableMap.of("kind", kind, name, value));
  }

  private static Status.Code failure(Channel channel, String kind) {
    StatusRuntimeException failure =
        assertThrows(StatusRuntimeException.class, () -> call(channel, kind));
    return failure.getStatus().getCode();
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
