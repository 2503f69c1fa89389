package dev.signalbox.it.pod;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.util.Values;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.it.harness.Backend;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.HttpConnection;
import dev.signalbox.it.harness.JavaCommand;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Response;
import dev.signalbox.it.harness.TestFiles;
import dev.signalbox.it.harness.Workspace;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A pod with an application and a sidecar, to which iptables sends all connections. Prints what
 * came of each kind of connection, for the test outside.
 */
public final class Pod {
  private static final int APPLICATION_PORT = 8000;
  private static final int OTHER_PORT = 9999;
  private static final InetSocketAddress REVIEWS = new InetSocketAddress("10.96.0.10", 9080);
  private static final InetSocketAddress DATABASE = new InetSocketAddress("10.96.0.11", 3306);
  private static final InetSocketAddress OUTSIDE =
      new InetSocketAddress(Neighbour.ADDRESS, Neighbour.OUTSIDE_PORT);

  private static final InetSocketAddress ELSEWHERE =
      new InetSocketAddress(Neighbour.ADDRESS, Neighbour.ELSEWHERE_PORT);

  private static final InetSocketAddress WILDCARD =
      new InetSocketAddress(Neighbour.ADDRESS, Neighbour.WILDCARD_PORT);
  private static final InetSocketAddress SHARD =
      new InetSocketAddress(Neighbour.ADDRESS, Neighbour.SHARD_PORT);
  private static final InetSocketAddress IN_BLOCK = new InetSocketAddress("10.97.1.1", 7000);
  private static final InetSocketAddress IN_SUBNET = new InetSocketAddress("10.97.2.1", 7000);

  private static final InetSocketAddress FIRST = new InetSocketAddress("10.96.0.21", 9080);
  private static final InetSocketAddress SECOND = new InetSocketAddress("10.96.0.22", 9080);
  private static final Request UNROUTED = Request.get("first:9080", "/unrouted").method("PUT");

  private static final String ROUTE =
      """
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: {name: first}
      spec:
        parentRefs: [{group: "", kind: Service, name: first}]
        rules:
        - matches: [{method: GET}]
          backendRefs: [{name: second, port: 9080}]
      """;

  private static final String REFUSED = "cluster.BlackHoleCluster.upstream_cx_none_healthy";

  private final Workspace workspace;
  private final Envoy sidecar;
  private final Process neighbour;

  private Pod(Workspace workspace, EnvoyKind kind) throws Exception {
    this.workspace = workspace;
    this.neighbour = startNeighbour();
    workspace.own(neighbour::destroy);
    print("the neighbour is", neighbour.inputReader().readLine());
    workspace.own(Backend.start("app", new InetSocketAddress(APPLICATION_PORT)));
    workspace.own(Backend.start("other", new InetSocketAddress(OTHER_PORT)));
    workspace.write("pod.yaml", TestFiles.text("pod.yaml"));
    ControlPlane controlPlane =
        ControlPlane.start(ControlPlaneOptions.onLoopback(workspace.manifests()));
    workspace.own(controlPlane::close);
    this.sidecar = startSidecar(kind, controlPlane.xdsPort());
  }

  public static void main(String[] arguments) throws Exception {
    EnvoyKind kind = new EnvoyKind(arguments[0], Protocol.valueOf(arguments[1]));
    try (Workspace workspace = Workspace.create()) {
      Pod pod = new Pod(workspace, kind);
      pod.callOut();
      pod.callByAddress();
      pod.callRouted();
      pod.callOutOfScope();
      pod.callOutWithRegistryOnly();
      pod.beCalled();
    }
  }

  private void callOut() throws Exception {
    Request plain = Request.get(REVIEWS.getHostString() + ":" + REVIEWS.getPort(), "/reviews/0");
    print("outbound to a service by address", call(REVIEWS, plain));
    Request jason = Request.get("reviews:9080", "/reviews/0").with("end-user", "jason");
    print("outbound to a service as jason", call(REVIEWS, jason));
    print("outbound to a TCP service", call(DATABASE, plain));
    print("outbound to an unknown address", call(OUTSIDE, plain));
    Request elsewhere = Request.get("elsewhere.example:9080", "/");
    print("outbound to an unknown host at the port of a service", call(ELSEWHERE, elsewhere));
    print("passed through", sidecar.stat("cluster.PassthroughCluster.upstream_cx_total"));
  }

  private void callByAddress() throws Exception {
    Request plain = Request.get("any.wildcard.example:" + WILDCARD.getPort(), "/");
    try (HttpConnection connection = HttpConnection.open(WILDCARD)) {
      Response response = connection.send(plain);
      print("outbound to a wildcard host", response.version());
      print("with its rule's header", response.body().contains("x-rule: wildcard"));
    }
    print("outbound to a block of addresses", call(IN_BLOCK, plain));
    print("outbound to a subnet of the block", call(IN_SUBNET, plain));
    print("outbound to a headless service's endpoint", call(SHARD, plain));
    print(
        "through its cluster", sidecar.stat("shards.default.svc.cluster.local.upstream_cx_total"));
  }

  /**
   * Routes on a Service are for its addresses, also on connections from before they came or went.
   */
  private void callRouted() throws IOException {
    Request named = Request.get("first:9080", "/");
    Request otherwise = Request.get("second:9080", "/");
    try (HttpConnection before = HttpConnection.open(FIRST)) {
      print("outbound before a route", before.send(named).version());
      workspace.write("route.yaml", ROUTE);
      eventually(() -> assertThat(call(FIRST, named)).isEqualTo("v2"));
      eventually(() -> assertThat(before.send(named).version()).isEqualTo("v2"));
      print("no rule for it, on a connection from before", before.send(UNROUTED).version());
    }
    print("outbound to a routed service by another name", call(FIRST, otherwise));
    print("no rule for it", call(FIRST, UNROUTED));
    print("to a service without routes", call(SECOND, otherwise));
    print("by its name, to an unknown address", call(ELSEWHERE, named));
    try (HttpConnection during = HttpConnection.open(FIRST)) {
      print("outbound with a route", during.send(named).version());
      Files.delete(workspace.manifests().resolve("route.yaml"));
      eventually(() -> assertThat(versionUnlessClosed(during, named)).isEqualTo("v1"));
    }
    eventually(() -> assertThat(call(FIRST, named)).isEqualTo("v1"));
    print("outbound after a route", call(FIRST, named));
  }

  /** A listener that goes may close its connections, as good an end of its routes as any. */
  private static String versionUnlessClosed(HttpConnection connection, Request request) {
    try {
      return connection.send(request).version();
    } catch (IOException closed) {
      return "v1";
    }
  }

  /** What the sidecar doesn't see passes through as anything unknown does. */
  private void callOutOfScope() throws Exception {
    policy("ALLOW_ANY", "./database.default.svc.cluster.local");
    Request reviews = Request.get("reviews:9080", "/reviews/0");
    eventually(() -> assertThat(call(ELSEWHERE, reviews)).isEqualTo("elsewhere"));
    print("outbound out of scope", call(ELSEWHERE, reviews));
  }

  private void callOutWithRegistryOnly() throws Exception {
    policy("REGISTRY_ONLY", "./*");
    Request unknown = Request.get("elsewhere.example:9080", "/");
    eventually(() -> assertThat(call(ELSEWHERE, unknown)).isEqualTo("502"));
    print("outbound to an unknown host with REGISTRY_ONLY", call(ELSEWHERE, unknown));
    long before = sidecar.stat(REFUSED);
    print("outbound to an unknown address with REGISTRY_ONLY", closed(OUTSIDE, unknown));
    print("refused", sidecar.stat(REFUSED) - before);
  }

  private static String closed(InetSocketAddress target, Request request) {
    try {
      return call(target, request);
    } catch (IOException e) {
      return "closed";
    }
  }

  private void policy(String mode, String hosts) throws IOException {
    workspace.write(
        "policy.yaml",
        """
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: default}
        spec:
          outboundTrafficPolicy: {mode: %s}
          egress: [{hosts: ["%s"]}]
        """
            .formatted(mode, hosts));
  }

  private void beCalled() throws IOException {
    BufferedReader answers = neighbour.inputReader();
    print("inbound to the application", called(answers, APPLICATION_PORT));
    print("inbound to a port of no service", called(answers, OTHER_PORT));
  }

  private String called(BufferedReader answers, int port) throws IOException {
    neighbour.outputWriter().write(port + "\n");
    neighbour.outputWriter().flush();
    return answers.readLine();
  }

  private static String call(InetSocketAddress target, Request request) throws IOException {
    try (HttpConnection connection = HttpConnection.open(target)) {
      return connection.send(request).version();
    }
  }

  private static void print(String what, Object result) {
    System.out.println(what + ": " + result);
  }

  private static Process startNeighbour() throws IOException {
    return new ProcessBuilder(
            ImmutableList.<String>builder()
                .add("ip", "netns", "exec", "neighbour")
                .addAll(JavaCommand.of(Neighbour.class))
                .build())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private Envoy startSidecar(EnvoyKind kind, int xdsPort) throws Exception {
    Node node =
        Nodes.with(
            Nodes.withLabel(
                Nodes.sidecar("productpage-v1", Neighbour.POD_ADDRESS), "app", "productpage"),
            "INTERCEPTION_MODE",
            Values.of("REDIRECT"));
    return Envoy.start(
        inSidecarsGroup(EnvoyBinary.version(kind.version())),
        Envoy.bootstrap(kind, node, xdsPort).toMessage(),
        Neighbour.POD_ADDRESS,
        workspace);
  }

  /** The group by which the rules of iptables tell the sidecar's own connections. */
  private Path inSidecarsGroup(Path envoy) throws IOException {
    Path script =
        Files.createFile(
            workspace.folder().resolve("envoy.sh"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    return Files.writeString(
        script,
        """
        #!/bin/sh
        exec setpriv --regid 1337 --clear-groups --pdeathsig KILL -- '%s' "$@"
        """
            .formatted(envoy));
  }
}
