package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Connections that are routed without a look at what they carry. */
@OnNewestEnvoy
final class TcpRoutesTest {
  private static final int PORT = 3306;
  private static final int OTHER_PORT = 3307;
  private static final int CONNECTIONS = 600;
  private static final double TOLERANCE = 8;

  private static final String RULES =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: database}
      spec:
        hosts: [HOST]
        gateways: [GATEWAY]
        tcp:
        - match: [{port: 3307}]
          route: [{destination: {host: database, subset: v2}}]
        - match: [{sourceLabels: {app: nobody}}]
          route: [{destination: {host: nobody.example}}]
        - route:
          - {destination: {host: database, subset: v1}, weight: 3}
          - {destination: {host: database, subset: v2}, weight: 1}
          - {destination: {host: nobody.example}, weight: 0}
      """;

  private static final String GATEWAY =
      """
      ---
      apiVersion: networking.istio.io/v1
      kind: Gateway
      metadata: {name: edge}
      spec:
        selector: {istio: ingressgateway}
        servers:
        - {port: {number: 3306, name: tcp, protocol: TCP}, hosts: ["*"]}
        - {port: {number: 3307, name: mysql, protocol: MYSQL}, hosts: [database.example]}
        - {port: {number: 3308, name: unused, protocol: TCP}, hosts: [other.example]}
      """;

  private final EnvoyKind kind;

  TcpRoutesTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void sidecarsShareConnectionsByWeight() throws Exception {
    try (TestMesh mesh = mesh()) {
      mesh.write("rules.yaml", RULES.replace("HOST", "database").replace("GATEWAY", "mesh"));
      assertShares(mesh.sidecar(kind));

      mesh.write("rules.yaml", "");
      eventually(() -> assertThat(mesh.errorPlaces()).isEmpty());
    }
  }

  @Test
  void gatewaysRouteByPort() throws Exception {
    try (TestMesh mesh = mesh()) {
      mesh.write(
          "rules.yaml",
          RULES
                  .replace("HOST", "database.example")
                  .replace("GATEWAY", "edge")
                  // The conditions on clients are for the mesh.
                  .replace("[{sourceLabels: {app: nobody}}]", "[{port: 1}]")
              + GATEWAY);
      Envoy gateway = mesh.gateway(kind, 0);
      assertShares(gateway);
      for (int i = 0; i < 20; i++) {
        assertThat(connect(gateway, OTHER_PORT)).isEqualTo("v2");
      }
      assertThatThrownBy(() -> connect(gateway, 3308)).isInstanceOf(IOException.class);
    }
  }

  private static TestMesh mesh() throws Exception {
    TestMesh mesh = TestMesh.empty();
    mesh.write(
        "database.yaml", Manifests.service("database", "tcp", PORT, mesh.backends("v1", "v2")));
    mesh.write("subsets.yaml", Manifests.subsets("database", "v1", "v2"));
    return mesh;
  }

  private static void assertShares(Envoy envoy) throws Exception {
    eventually(() -> assertThat(connect(envoy, PORT)).isEqualTo("v1"));
    eventually(() -> assertThat(connect(envoy, PORT)).isEqualTo("v2"));
    Multiset<String> answers = HashMultiset.create();
    for (int i = 0; i < CONNECTIONS; i++) {
      answers.add(connect(envoy, PORT));
    }
    assertThat(100.0 * answers.count("v1") / CONNECTIONS).isCloseTo(75, within(TOLERANCE));
    assertThat(answers.elementSet()).containsExactlyInAnyOrder("v1", "v2");
  }

  /** Who answers a connection of its own. */
  private static String connect(Envoy envoy, int port) throws IOException {
    try (HttpConnection connection = HttpConnection.open(envoy.listener(port))) {
      return connection.send(Request.get("anything", "/")).version();
    }
  }
}
