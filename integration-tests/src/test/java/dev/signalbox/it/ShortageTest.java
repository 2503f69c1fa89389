package dev.signalbox.it;

import static dev.signalbox.it.harness.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import com.google.common.net.InetAddresses;
import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Needs;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Tool;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The system has no more of something: the control plane says so and goes on. */
@Needs(Tool.NETWORK_NAMESPACE)
final class ShortageTest {
  private static final int CONNECTIONS = 400;

  /** More than the JVM has open by itself. */
  private static final ImmutableList<String> FEW_FILES =
      ImmutableList.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh");

  /** Limits of a user namespace of its own: nobody else is affected. */
  private static final ImmutableList<String> TWO_WATCHES =
      ImmutableList.of(
          "unshare",
          "--user",
          "--map-root-user",
          "sh",
          "-c",
          "echo 2 >/proc/sys/user/max_inotify_watches; exec \"$@\"",
          "sh");

  @Test
  void withoutFileDescriptorsItWaitsForSome() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      ControlPlaneProcess process =
          ControlPlaneProcess.serveUnder(FEW_FILES, workspace, ControlPlaneProcess.freePort());
      try (var ads = RawAds.sotw(process.xdsPort())) {
        ads.send(routes().setNode(Nodes.sidecar("productpage-v1", "127.0.0.1")).build());
        DiscoveryResponse first = ads.next();
        ads.send(acknowledged(first));
        try (Closer connections = Closer.create()) {
          for (int i = 0; i < CONNECTIONS; i++) {
            Socket socket = new Socket();
            connections.register(socket);
            socket.connect(
                new InetSocketAddress(InetAddresses.forString("127.0.0.1"), process.xdsPort()));
          }
          workspace.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
          eventually(() -> assertThat(process.log()).contains("Too many open files"));
        }
        assertThat(ads.next().getResources(0)).isNotEqualTo(first.getResources(0));
      }
      try (var ads = RawAds.sotw(process.xdsPort())) {
        ads.send(routes().setNode(Nodes.sidecar("productpage-v1", "127.0.0.1")).build());
        assertThat(ads.next().getResourcesCount()).isOne();
      }
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void withoutWatchesItLooksEverySecond() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
      ControlPlaneProcess process =
          ControlPlaneProcess.serveUnder(TWO_WATCHES, workspace, ControlPlaneProcess.freePort());
      try (var ads = RawAds.sotw(process.xdsPort())) {
        ads.send(routes().setNode(Nodes.sidecar("productpage-v1", "127.0.0.1")).build());
        DiscoveryResponse first = ads.next();
        ads.send(acknowledged(first));
        assertThat(process.log())
            .containsOnlyOnce("fs.inotify.max_user_watches")
            .contains("changes are found by looking every second");
        workspace.write("reviews.yaml", Manifests.allTo("reviews", "v2"));
        assertThat(ads.next().getResources(0)).isNotEqualTo(first.getResources(0));
      }
    }
  }

  private static DiscoveryRequest.Builder routes() {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(ResourceType.ROUTES.typeUrl())
        .addResourceNames("9080");
  }

  private static DiscoveryRequest acknowledged(DiscoveryResponse response) {
    return routes()
        .setVersionInfo(response.getVersionInfo())
        .setResponseNonce(response.getNonce())
        .build();
  }
}
