package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A start while the folder's volume isn't mounted serves what was in force before. */
final class FolderGoneTest {
  @Test
  void aRestartWithoutTheFolderServesTheLastGoodState() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      ControlPlaneProcess first =
          ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
      DiscoveryResponse before = routes(first);
      first.kill();
      Path aside = workspace.folder().resolve("aside");
      Files.move(workspace.manifests(), aside);
      ControlPlaneProcess second =
          ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
      assertThat(routes(second).getResourcesList()).isEqualTo(before.getResourcesList());
      eventually(
          () -> assertThat(second.log()).contains("no such file or folder", "SB1013", "SB1014"));
      Files.move(aside, workspace.manifests());
      eventually(() -> assertThat(second.log()).contains("reviews.yaml, services.yaml"));
      assertThat(routes(second).getResourcesList()).isEqualTo(before.getResourcesList());
    }
  }

  private static DiscoveryResponse routes(ControlPlaneProcess process) throws Exception {
    try (var ads = RawAds.sotw(process.xdsPort())) {
      ads.send(
          DiscoveryRequest.newBuilder()
              .setTypeUrl(ResourceType.ROUTES.typeUrl())
              .addResourceNames("9080")
              .setNode(Nodes.sidecar("productpage-v1", "127.0.0.1"))
              .build());
      return ads.next();
    }
  }
}
