package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import com.google.common.io.Resources;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.it.harness.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** TCPRoutes on Services and at Gateways, told by who answers each connection. */
@Needs(Tool.ENVOY)
final class ConnectionRoutesTest {
  private static final int BACKENDS = 4000;
  private static final int SHARES = 3306;
  private static final int UNROUTED = 3307;
  private static final int OTHER_NAMESPACE = 3308;
  private static final int NOTHING = 3309;
  private static final int UNDECLARED = 9000;
  private static final int CONNECTIONS = 500;
  private static final double TOLERANCE = 0.08;
  private static final String CLOSED = "closed";

  private static TestMesh mesh;
  private static Envoy sidecar;
  private static Envoy gateway;

  @BeforeAll
  static void start() throws Exception {
    mesh = TestMesh.empty();
    for (Instance backend : mesh.backends("v1", "v2")) {
      String service =
          Manifests.service(backend.version(), "tcp", BACKENDS, ImmutableList.of(backend));
      mesh.write(
          backend.version() + ".yaml",
          service
              + Manifests.DOCUMENT_END
              + Manifests.in("open", service)
              + Manifests.DOCUMENT_END
              + Manifests.in("closed", service));
    }
    mesh.write(
        "routes.yaml",
        Resources.toString(
            Resources.getResource("routes/connections.yaml"), StandardCharsets.UTF_8));
    sidecar = mesh.sidecar(new EnvoyKind(EnvoyKind.OLDEST, Protocol.DELTA));
    gateway = mesh.gateway(new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA), "edge");
    for (Envoy envoy : ImmutableList.of(sidecar, gateway)) {
      eventually(() -> assertThat(connect(envoy, SHARES)).isEqualTo("v1"));
      eventually(() -> assertThat(connect(envoy, SHARES)).isEqualTo("v2"));
    }
  }

  @AfterAll
  static void end() throws IOException {
    mesh.close();
  }

  /** One of five is for a Service that doesn't exist. */
  @Test
  void connectionsAreSharedByWeight() throws Exception {
    for (Envoy envoy : ImmutableList.of(sidecar, gateway)) {
      Multiset<String> answers = HashMultiset.create();
      for (int i = 0; i < CONNECTIONS; i++) {
        answers.add(connect(envoy, SHARES));
      }
      assertThat(answers.elementSet()).containsExactlyInAnyOrder("v1", "v2", CLOSED);
      assertThat((double) answers.count("v1") / CONNECTIONS).isCloseTo(0.6, within(TOLERANCE));
      assertThat((double) answers.count(CLOSED) / CONNECTIONS).isCloseTo(0.2, within(TOLERANCE));
    }
  }

  @Test
  void backendsOfOtherNamespacesNeedAGrant() throws Exception {
    for (Envoy envoy : ImmutableList.of(sidecar, gateway)) {
      Multiset<String> answers = HashMultiset.create();
      for (int i = 0; i < 50; i++) {
        answers.add(connect(envoy, OTHER_NAMESPACE));
      }
      assertThat(answers.elementSet()).containsExactlyInAnyOrder("v2", CLOSED);
    }
  }

  @Test
  void withoutWeightsEachConnectionIsClosed() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(connect(sidecar, NOTHING)).isEqualTo(CLOSED);
      assertThat(connect(gateway, NOTHING)).isEqualTo(CLOSED);
    }
  }

  @Test
  void aListenerWithoutARouteTakesNoConnections() {
    assertThat(connect(gateway, UNROUTED)).isEqualTo(CLOSED);
    assertThat(connect(sidecar, UNROUTED)).isEqualTo("v1");
  }

  /** What speaks HTTP on a port that declares nothing goes by the same route. */
  @Test
  void requestsOnAPortOfBothGoThereToo() {
    eventually(() -> assertThat(connect(sidecar, UNDECLARED)).isEqualTo("v2"));
    assertThat(connect(sidecar, UNDECLARED)).isEqualTo("v2");
  }

  @Test
  void theOldestRouteHasAPortUntilItGoes() throws Exception {
    mesh.write("old.yaml", route("old", "2026-01-01T00:00:00Z", "v1"));
    mesh.write("new.yaml", route("new", "2026-02-01T00:00:00Z", "v2"));
    for (Envoy envoy : ImmutableList.of(sidecar, gateway)) {
      eventually(() -> assertThat(connect(envoy, 3310)).isEqualTo("v1"));
    }
    mesh.write("old.yaml", "");
    for (Envoy envoy : ImmutableList.of(sidecar, gateway)) {
      eventually(() -> assertThat(connect(envoy, 3310)).isEqualTo("v2"));
    }
  }

  private static String route(String name, String created, String backend) {
    return """
    apiVersion: gateway.networking.k8s.io/v1
    kind: TCPRoute
    metadata: {name: %s, creationTimestamp: "%s"}
    spec:
      parentRefs:
      - {name: edge, sectionName: aged}
      - {kind: Service, group: "", name: database, port: 3310}
      rules: [{backendRefs: [{name: %s, port: 4000}]}]
    """
        .formatted(name, created, backend);
  }

  /** Who answers a connection of its own. */
  private static String connect(Envoy envoy, int port) {
    try (HttpConnection connection = HttpConnection.open(envoy.listener(port))) {
      return connection.send(Request.get("database:" + port, "/")).version();
    } catch (IOException e) {
      return CLOSED;
    }
  }
}
