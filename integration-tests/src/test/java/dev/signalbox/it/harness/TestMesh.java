package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.controlplane.envoy.Bootstrap;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.model.ApiGateway;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A control plane in this process that watches a folder of manifests, and Envoys that use it. */
public final class TestMesh implements Closeable {
  /** The port of the service that most tests route. */
  public static final int REVIEWS_PORT = 9080;

  private static final String PRODUCTPAGE = "productpage-v1";

  private final Workspace workspace;
  private final ControlPlane controlPlane;

  private TestMesh(Workspace workspace, UnaryOperator<ControlPlaneOptions> options)
      throws IOException {
    this.workspace = workspace;
    this.controlPlane =
        ControlPlane.start(options.apply(ControlPlaneOptions.onLoopback(workspace.manifests())));
    workspace.own(controlPlane::close);
  }

  /** With an empty folder. */
  public static TestMesh empty() throws IOException {
    return empty(UnaryOperator.identity());
  }

  public static TestMesh empty(UnaryOperator<ControlPlaneOptions> options) throws IOException {
    return new TestMesh(Workspace.create(), options);
  }

  /** With the service reviews in three versions, a subset for each. */
  public static TestMesh withReviews() throws IOException {
    return withReviews(UnaryOperator.identity());
  }

  public static TestMesh withReviews(UnaryOperator<ControlPlaneOptions> options)
      throws IOException {
    return new TestMesh(Workspace.withReviews(), options);
  }

  /** With bookinfo's services, of which reviews has three versions, and no rules. */
  public static TestMesh bookinfo() throws IOException {
    Workspace workspace = Workspace.create();
    ImmutableList<Instance> reviews = workspace.backends("v1", "v2", "v3");
    workspace.write("reviews.yaml", Manifests.service("reviews", "http", REVIEWS_PORT, reviews));
    for (String service : List.of("productpage", "ratings", "details")) {
      ImmutableList<Instance> v1 = workspace.backends("v1");
      workspace.write(service + ".yaml", Manifests.service(service, "http", REVIEWS_PORT, v1));
    }
    return new TestMesh(workspace, UnaryOperator.identity());
  }

  public ControlPlane controlPlane() {
    return controlPlane;
  }

  public Path manifests() {
    return workspace.manifests();
  }

  public void write(String name, String text) throws IOException {
    workspace.write(name, text);
  }

  /** Closes it with the mesh. */
  public <T extends Closeable> T own(T resource) {
    workspace.own(resource);
    return resource;
  }

  public ImmutableList<Instance> backends(String... versions) throws IOException {
    return workspace.backends(versions);
  }

  /** Where the errors in force are, as file:line:column. */
  public ImmutableList<String> errorPlaces() {
    return controlPlane.findings().stream()
        .filter(finding -> finding.diagnostic().isError())
        .flatMap(finding -> finding.place().stream())
        .map(Place::toString)
        .collect(ImmutableList.toImmutableList());
  }

  public Envoy sidecar(EnvoyKind kind) throws Exception {
    return sidecar(kind, UnaryOperator.identity());
  }

  public Envoy sidecar(EnvoyKind kind, UnaryOperator<Node> change) throws Exception {
    return sidecarAt(kind, Loopback.next(), change);
  }

  /** One whose address is known before. */
  public Envoy sidecarAt(EnvoyKind kind, String address, UnaryOperator<Node> change)
      throws Exception {
    return envoy(kind, change.apply(Nodes.sidecar(PRODUCTPAGE, address)), address);
  }

  /** The proxy of a Gateway API Gateway. */
  public Envoy gateway(EnvoyKind kind, String name) throws Exception {
    String address = Loopback.next();
    Node node = Nodes.gateway(address, 0);
    return envoy(kind, Nodes.withLabel(node, ApiGateway.NAME_LABEL, name), address);
  }

  public Envoy gateway(EnvoyKind kind, int trustedProxies) throws Exception {
    String address = Loopback.next();
    return envoy(kind, Nodes.gateway(address, trustedProxies), address);
  }

  /** An Envoy whose bootstrap has something of its own. */
  public Envoy envoy(
      EnvoyKind kind,
      String address,
      UnaryOperator<io.envoyproxy.envoy.config.bootstrap.v3.Bootstrap> change)
      throws Exception {
    Node node = Nodes.sidecar(PRODUCTPAGE, address);
    Bootstrap bootstrap = Envoy.bootstrap(kind, node, controlPlane.xdsPort());
    return Envoy.start(
        EnvoyBinary.version(kind.version()),
        change.apply(bootstrap.toMessage()),
        address,
        workspace);
  }

  private Envoy envoy(EnvoyKind kind, Node node, String address) throws Exception {
    Bootstrap bootstrap = Envoy.bootstrap(kind, node, controlPlane.xdsPort());
    return Envoy.start(
        EnvoyBinary.version(kind.version()), bootstrap.toMessage(), address, workspace);
  }

  @Override
  public void close() throws IOException {
    workspace.close();
  }
}
