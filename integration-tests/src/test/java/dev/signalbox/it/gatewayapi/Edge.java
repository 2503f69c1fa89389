package dev.signalbox.it.gatewayapi;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.GrpcBackend;
import dev.signalbox.it.harness.Instance;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.TestMesh;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Objects;

/**
 * The manifests of all tables on one control plane, with the backends that they name and the
 * proxies of their Gateways.
 */
record Edge(
    TestMesh mesh,
    ImmutableMap<String, Backend> backends,
    ImmutableMap<String, Envoy> gateways,
    ImmutableList<Table.Named> tables)
    implements Closeable {
  static final String FIRST = "edge";
  static final String SECOND = "second";

  private static final int PORT = 8080;
  private static final int READY_PORT = 9100;

  static Edge start() throws Exception {
    TestMesh mesh = TestMesh.empty();
    ImmutableMap.Builder<String, Backend> backends = ImmutableMap.builder();
    for (String name : ImmutableList.of("v1", "v2", "v3")) {
      backends.put(name, backend(mesh, name));
    }
    backends.put("v1.stock", backend(mesh, "v1.stock"));
    backends.put("v2.stock", backend(mesh, "v2.stock"));
    halfDead(mesh);
    overHttp2(mesh);
    ImmutableList<Table.Named> tables = Table.all();
    for (Table.Named table : tables) {
      mesh.write(table.name(), withPorts(table.manifests(), backends.buildOrThrow()));
    }
    EnvoyKind kind = new EnvoyKind(EnvoyKind.OLDEST, Protocol.DELTA);
    ImmutableMap<String, Envoy> gateways =
        ImmutableMap.of(FIRST, mesh.gateway(kind, FIRST), SECOND, mesh.gateway(kind, SECOND));
    for (Envoy gateway : gateways.values()) {
      eventually(
          () ->
              assertThat(gateway.call(READY_PORT, Request.get("shop.example", "/one")).version())
                  .isEqualTo("v1"));
    }
    return new Edge(mesh, backends.buildOrThrow(), gateways, tables);
  }

  /** A Service named as its backend, with a namespace behind a dot; nothing tells its protocol. */
  private static Backend backend(TestMesh mesh, String name) throws IOException {
    Backend backend = mesh.own(Backend.start(name));
    int dot = name.indexOf('.');
    String service =
        service(dot < 0 ? name : name.substring(0, dot), "", ImmutableList.of(backend.instance()));
    mesh.write(name + ".yaml", dot < 0 ? service : Manifests.in(name.substring(dot + 1), service));
    return backend;
  }

  /** One of its endpoints refuses connections. */
  private static void halfDead(TestMesh mesh) throws IOException {
    Instance healthy = mesh.backends("healthy").get(0);
    try (ServerSocket closed = new ServerSocket(0)) {
      Instance dead = new Instance("dead", healthy.address(), closed.getLocalPort());
      mesh.write("half-dead.yaml", service("half-dead", "", ImmutableList.of(healthy, dead)));
    }
  }

  /** A backend that speaks HTTP/2 only. */
  private static void overHttp2(TestMesh mesh) throws IOException {
    GrpcBackend backend = GrpcBackend.start("v1");
    mesh.own(backend::close);
    mesh.write(
        "over-http2.yaml",
        service("over-http2", "kubernetes.io/h2c", ImmutableList.of(backend.instance())));
  }

  private static String service(String name, String protocol, ImmutableList<Instance> instances) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: v1
            kind: Service
            metadata:
              name: %s
            spec:
              ports: [{port: %d%s}]
            """
                .formatted(name, PORT, protocol.isEmpty() ? "" : ", appProtocol: " + protocol));
    for (Instance instance : instances) {
      text.append(
          """
          ---
          apiVersion: discovery.k8s.io/v1
          kind: EndpointSlice
          metadata:
            name: %1$s-%2$s
            labels: {kubernetes.io/service-name: %1$s}
          addressType: IPv4
          ports: [{port: %3$d}]
          endpoints: [{addresses: [%4$s]}]
          """
              .formatted(name, instance.version(), instance.port(), instance.address()));
    }
    return text.toString();
  }

  /** Manifests name a backend's port as {@code ${v1}}. */
  private static String withPorts(String manifests, ImmutableMap<String, Backend> backends) {
    String text = manifests;
    for (Map.Entry<String, Backend> backend : backends.entrySet()) {
      String port = Integer.toString(backend.getValue().instance().port());
      text = text.replace("${" + backend.getKey() + "}", port);
    }
    return text;
  }

  Envoy gateway() {
    return Objects.requireNonNull(gateways.get(FIRST));
  }

  Backend backend(String name) {
    return Objects.requireNonNull(backends.get(name));
  }

  @Override
  public void close() throws IOException {
    mesh.close();
  }
}
