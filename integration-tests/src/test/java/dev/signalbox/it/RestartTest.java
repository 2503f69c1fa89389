package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.OnNewestEnvoy;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Workspace;
import org.junit.jupiter.api.Test;

/** The control plane is killed and comes back; the Envoys hardly notice. */
@OnNewestEnvoy
final class RestartTest {
  private static final String CONNECTED = "control_plane.connected_state";
  private static final String RDS = "rds.9080.";
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  private final EnvoyKind kind;

  RestartTest(EnvoyKind kind) {
    this.kind = kind;
  }

  @Test
  void envoysGoOnAndAreSentNothingNew() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      int port = ControlPlaneProcess.freePort();
      ControlPlaneProcess first = ControlPlaneProcess.serve(workspace, port);
      Envoy sidecar = sidecar(workspace, port);
      eventually(() -> assertReviewsFrom(sidecar, "v1"));
      ImmutableMap<String, Long> before = configuration(sidecar);

      first.kill();
      eventually(() -> assertThat(sidecar.stat(CONNECTED)).isZero());
      assertReviewsFrom(sidecar, "v1");

      ControlPlaneProcess.serve(workspace, port);
      eventually(() -> assertThat(sidecar.stat(CONNECTED)).isOne());
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
      eventually(() -> assertReviewsFrom(sidecar, "v2"));
      assertThat(configuration(sidecar)).isEqualTo(before);
      if (kind.protocol() == Protocol.DELTA) {
        assertThat(sidecar.stat(RDS + "update_success")).isEqualTo(2);
      }
    }
  }

  private Envoy sidecar(Workspace workspace, int port) throws Exception {
    String address = Loopback.next();
    return Envoy.start(
        EnvoyBinary.version(kind.version()),
        Envoy.bootstrap(kind, Nodes.sidecar("productpage-v1", address), port).toMessage(),
        address,
        workspace);
  }

  /** In delta the updates that Envoy got, in state of the world the version that it has. */
  private ImmutableMap<String, Long> configuration(Envoy sidecar) throws Exception {
    String what = kind.protocol() == Protocol.DELTA ? "update_success" : "version";
    ImmutableMap.Builder<String, Long> stats = ImmutableMap.builder();
    for (String type : new String[] {"cluster_manager.cds.", "listener_manager.lds."}) {
      stats.put(type, sidecar.stat(type + what));
    }
    return stats
        .put("modified clusters", sidecar.stat("cluster_manager.cluster_modified"))
        .put("modified listeners", sidecar.stat("listener_manager.listener_modified"))
        .buildOrThrow();
  }

  private static void assertReviewsFrom(Envoy sidecar, String version) throws Exception {
    assertThat(sidecar.versions(REVIEWS_PORT, REVIEWS, 10)).containsExactly(version);
  }
}
