package dev.signalbox.it.generated;

import static org.awaitility.Awaitility.await;

import dev.signalbox.controlplane.ads.TypeStatus;
import dev.signalbox.controlplane.ads.TypeStatus.Condition;
import dev.signalbox.controlplane.server.ConnectedProxy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.TestMesh;
import dev.signalbox.translator.ResourceType;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A sidecar and a gateway that run and are given one set of manifests after another. */
final class OverAds implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestMesh mesh;

  private OverAds(TestMesh mesh) {
    this.mesh = mesh;
  }

  /** What runs beside a sidecar. */
  interface Gateway {
    void start(TestMesh mesh, EnvoyKind kind) throws Exception;
  }

  static OverAds start(EnvoyKind kind, String base, Gateway gateway) throws Exception {
    // Each set takes the place of the one before, and half of the objects go with it.
    OverAds started =
        new OverAds(TestMesh.empty(options -> options.withMassDeleteAfter(Duration.ZERO)));
    started.mesh.write("mesh.yaml", base);
    started.mesh.sidecar(kind);
    gateway.start(started.mesh, kind);
    return started;
  }

  /** Fails if one of the proxies refuses anything. */
  void take(TriedSet set) throws IOException {
    String marker = "marker-" + set.number() + ".example.net";
    mesh.write("generated.yaml", set + "\n---\n" + marker(marker));
    await(set.toString()).atMost(PATIENCE).until(() -> arrived(marker) && settled());
    for (ConnectedProxy proxy : proxies()) {
      for (TypeStatus type : proxy.types()) {
        if (type.condition() == Condition.ERROR || proxy.nacks(type.type()) > 0) {
          throw new AssertionError(
              "%s refused %s: %s%n%s"
                  .formatted(proxy.node().name(), type.type(), type.error(), set));
        }
      }
    }
  }

  private List<ConnectedProxy> proxies() {
    return mesh.controlPlane().streams().proxies();
  }

  /**
   * A Sidecar may narrow what one of them sees, and a Gateway's proxy sees what its routes name.
   */
  private boolean arrived(String marker) {
    return proxies().stream()
        .flatMap(proxy -> proxy.types().stream())
        .filter(type -> type.type() == ResourceType.CLUSTER)
        .anyMatch(type -> type.acknowledged().keySet().stream().anyMatch(c -> c.endsWith(marker)));
  }

  private boolean settled() {
    return proxies().stream()
        .flatMap(proxy -> proxy.types().stream())
        .noneMatch(type -> type.condition() == Condition.STALE);
  }

  private static String marker(String host) {
    return """
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata:
      name: marker
    spec:
      hosts:
        - %s
      resolution: STATIC
      ports:
        - number: 7999
          name: http
          protocol: HTTP
    """
        .formatted(host);
  }

  @Override
  public void close() throws IOException {
    mesh.close();
  }
}
