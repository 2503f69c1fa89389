package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static dev.signalbox.it.harness.TestMesh.REVIEWS_PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.controlplane.envoy.Bootstrap.Protocol;
import dev.signalbox.controlplane.envoy.EnvoyBinary;
import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Envoy;
import dev.signalbox.it.harness.EnvoyKind;
import dev.signalbox.it.harness.Load;
import dev.signalbox.it.harness.Loopback;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.Request;
import dev.signalbox.it.harness.Tool;
import dev.signalbox.it.harness.Workspace;
import org.junit.jupiter.api.Test;

/**
 * The subset that carries all traffic is swapped while the control plane is dead. In delta an Envoy
 * tells the new one what it has; in state of the world it doesn't, so there is nothing to promise.
 */
@Needs(Tool.ENVOY)
final class RestartUnderLoadTest {
  private static final int PER_SECOND = 200;
  private static final String FILE = "subsets.yaml";
  private static final EnvoyKind DELTA = new EnvoyKind(EnvoyKind.NEWEST, Protocol.DELTA);
  private static final Request REVIEWS = Request.get("reviews:9080", "/reviews/0");

  @Test
  void aChangeMadeMeanwhileLosesNoRequest() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write(FILE, allTo("before", "v1"));
      int port = ControlPlaneProcess.freePort();
      ControlPlaneProcess first = ControlPlaneProcess.serve(workspace, port);
      Envoy sidecar = sidecar(workspace, port);
      eventually(() -> assertThat(version(sidecar)).isEqualTo("v1"));

      Load load = Load.start(sidecar.listener(REVIEWS_PORT), REVIEWS, PER_SECOND);
      first.kill();
      workspace.write(FILE, allTo("after", "v2"));
      ControlPlaneProcess.serve(workspace, port);
      eventually(() -> assertThat(version(sidecar)).isEqualTo("v2"));
      eventually(() -> assertThat(sidecar.admin("/clusters")).doesNotContain("|before|"));
      Load.Result result = load.stop();

      assertThat(result.examples()).isEmpty();
      assertThat(result.versions().keySet()).containsExactlyInAnyOrder("v1", "v2");
    }
  }

  private static Envoy sidecar(Workspace workspace, int port) throws Exception {
    String address = Loopback.next();
    return Envoy.start(
        EnvoyBinary.version(DELTA.version()),
        Envoy.bootstrap(DELTA, Nodes.sidecar("productpage-v1", address), port).toMessage(),
        address,
        workspace);
  }

  private static String version(Envoy sidecar) throws Exception {
    return sidecar.call(REVIEWS_PORT, REVIEWS).version();
  }

  private static String allTo(String subset, String version) {
    return Manifests.subsets("reviews")
        + Manifests.subset(subset, version)
        + Manifests.DOCUMENT_END
        + Manifests.allTo("reviews", subset);
  }
}
