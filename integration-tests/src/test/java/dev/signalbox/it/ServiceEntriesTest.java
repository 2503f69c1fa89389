package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.net.InetAddresses;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hosts outside the mesh and workloads on plain machines, each found in its own way. */
@OnNewestEnvoy
final class ServiceEntriesTest {
  private static final int PORT = 9101;
  private static final int REQUESTS = 1_000;
  private static final double TOLERANCE = 5;

  private static final String PREFER_CLOSE =
      "{name: machines, annotations: {networking.istio.io/traffic-distribution: PreferClose}}";

  private static final String SELECTING =
      """
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: machines}
      spec:
        hosts: [machines.example]
        location: MESH_INTERNAL
        resolution: STATIC
        ports: [{number: 9101, name: http, protocol: HTTP}]
        workloadSelector: {labels: {app: machine}}
      """;

  private final EnvoyKind kind;

  ServiceEntriesTest(EnvoyKind kind) {
    this.kind = kind;
  }

  /** Envoy's resolver knows localhost, and all names below it, without asking a server. */
  @Test
  void namesAreResolved() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      Instance backend = mesh.backends("v1").get(0);
      mesh.write("endpoint.yaml", entry("endpoint", "DNS", "api.example", backend));
      mesh.write("first.yaml", entry("first", "DNS_ROUND_ROBIN", "first.example", backend));
      mesh.write(
          "themselves.yaml", withoutEndpoints("themselves", "DNS", "api.localhost", PORT, backend));
      mesh.write(
          "dynamic.yaml",
          withoutEndpoints(
              "dynamic", "DYNAMIC_DNS", "*.dynamic.localhost", backend.port(), backend));
      Envoy sidecar = mesh.sidecar(kind);

      assertAnswered(sidecar, PORT, "api.example");
      assertAnswered(sidecar, PORT, "first.example");
      assertAnswered(sidecar, PORT, "api.localhost");
      assertAnswered(sidecar, backend.port(), "any.dynamic.localhost:" + backend.port());
      assertThat(sidecar.call(PORT, Request.get("unknown.example", "/")).status()).isEqualTo(404);
    }
  }

  /** A process on a plain machine joins by the labels of its WorkloadEntry. */
  @Test
  void selectedWorkloadsShareByWeight() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      mesh.write("entry.yaml", SELECTING);
      for (Instance backend : mesh.backends("v1", "v2")) {
        int weight = backend.version().equals("v1") ? 1 : 3;
        mesh.write(backend.version() + ".yaml", workload(backend, weight, "eu/a"));
      }
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertThat(versions(sidecar)).isEqualTo(Set.of("v1", "v2")));

      assertThat(shareOfV1(sidecar)).isCloseTo(25, within(TOLERANCE));
    }
  }

  /** One request at a time, since those under way count as well. */
  private static double shareOfV1(Envoy sidecar) throws IOException {
    Multiset<String> answers = HashMultiset.create();
    try (HttpConnection connection = HttpConnection.open(sidecar.listener(PORT))) {
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(connection.send(Request.get("machines.example", "/")).version());
      }
    }
    return 100.0 * answers.count("v1") / REQUESTS;
  }

  @Test
  void clientsPreferWhatIsClose() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      mesh.write("entry.yaml", SELECTING.replace("{name: machines}", PREFER_CLOSE));
      for (Instance backend : mesh.backends("v1", "v2")) {
        String locality = backend.version().equals("v1") ? "eu/a" : "eu/b";
        mesh.write(backend.version() + ".yaml", workload(backend, 1, locality));
      }
      Envoy sidecar = mesh.sidecar(kind, ServiceEntriesTest::inZoneB);
      eventually(() -> assertThat(versions(sidecar)).isEqualTo(Set.of("v2")));

      mesh.write("v2.yaml", "");
      eventually(() -> assertThat(versions(sidecar)).isEqualTo(Set.of("v1")));
    }
  }

  @Test
  void addressesAreV6() throws Exception {
    try (TestMesh mesh = TestMesh.empty();
        Backend backend = Backend.start("v6", v6())) {
      mesh.write("entry.yaml", SELECTING);
      mesh.write("v6.yaml", workload(backend.instance(), 1, ""));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(() -> assertThat(versions(sidecar)).isEqualTo(Set.of("v6")));
    }
  }

  /** Without interception, a connection has no destination of its own. */
  @Test
  void whatIsNotResolvedIsUnavailable() throws Exception {
    try (TestMesh mesh = TestMesh.empty()) {
      Instance backend = mesh.backends("v1").get(0);
      mesh.write("none.yaml", withoutEndpoints("none", "NONE", "*.example", PORT, backend));
      Envoy sidecar = mesh.sidecar(kind);
      eventually(
          () ->
              assertThat(sidecar.call(PORT, Request.get("any.example", "/")).status())
                  .isEqualTo(503));
      assertThat(mesh.errorPlaces()).isEmpty();
    }
  }

  private static InetSocketAddress v6() {
    return new InetSocketAddress(InetAddresses.forString("::1"), 0);
  }

  private static Node inZoneB(Node node) {
    return node.toBuilder().setLocality(Locality.newBuilder().setRegion("eu").setZone("b")).build();
  }

  private static void assertAnswered(Envoy sidecar, int port, String host) {
    eventually(
        () -> assertThat(sidecar.call(port, Request.get(host, "/")).version()).isEqualTo("v1"));
  }

  private static Set<String> versions(Envoy sidecar) throws IOException {
    return sidecar.versions(PORT, Request.get("machines.example", "/"), 20);
  }

  private static String entry(String name, String resolution, String host, Instance backend) {
    return withoutEndpoints(name, resolution, host, PORT, backend)
        + """
          endpoints: [{address: localhost}]
        """;
  }

  private static String withoutEndpoints(
      String name, String resolution, String host, int port, Instance backend) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: %s}
    spec:
      hosts: ["%s"]
      location: MESH_EXTERNAL
      resolution: %s
      ports: [{number: %d, name: http, protocol: HTTP, targetPort: %d}]
    """
        .formatted(name, host, resolution, port, backend.port());
  }

  private static String workload(Instance backend, int weight, String locality) {
    return """
    apiVersion: networking.istio.io/v1
    kind: WorkloadEntry
    metadata: {name: machine-%s}
    spec:
      address: "%s"
      ports: {http: %d}
      labels: {app: machine}
      weight: %d
      locality: "%s"
    """
        .formatted(backend.version(), backend.address(), backend.port(), weight, locality);
  }
}
