package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Killed at random moments of a stream of edits, good and broken, it comes back with a
 * configuration that is not older than the one that a proxy saw. {@code -Dkills=40} makes 200
 * edits.
 */
final class KillTest {
  private static final int KILLS = Integer.getInteger("kills", 3);
  private static final int EDITS = 5;
  private static final int LONGEST_PAUSE_MILLIS = 120;
  private static final int LONGEST_WRITE_MILLIS = 60;
  private static final Node NODE = Nodes.sidecar("productpage-v1", "127.0.0.1");
  private static final Pattern EDIT = Pattern.compile("edit-(\\d+)-");
  private static final String FILE = "reviews.yaml";

  private final Random random = new Random();
  private int edit;

  @Test
  void theLastGoodStateSurvives() throws Exception {
    try (Workspace workspace = Workspace.withReviews()) {
      workspace.write(FILE, manifest());
      int seen = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        seen = seenUntilKilled(workspace, seen);
      }
    }
  }

  /** Every file on disk is broken at the end, so that what is served next is the kept state. */
  private int seenUntilKilled(Workspace workspace, int seenBefore) throws Exception {
    ControlPlaneProcess process =
        ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
    try (var ads = RawAds.sotw(process.xdsPort())) {
      ads.send(routes().setNode(NODE).build());
      DiscoveryResponse response = ads.next();
      int seen = edit(response);
      assertThat(seen).isGreaterThanOrEqualTo(seenBefore);
      for (int i = 0; i < EDITS; i++) {
        workspace.write(FILE, manifest());
        ads.send(acknowledgement(response));
        response = ads.next();
        seen = edit(response);
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        workspace.write(FILE, "kind: [" + manifest());
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
      }
      workspace.write(FILE, manifest());
      Thread.sleep(random.nextInt(LONGEST_WRITE_MILLIS));
      workspace.write(FILE, "kind: [");
      process.kill();
      return seen;
    }
  }

  private String manifest() {
    edit++;
    return """
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: reviews}
    spec:
      hosts: [reviews]
      http:
      - name: edit-%d-
        rewrite: {uri: /edit-%d-}
        route: [{destination: {host: reviews, subset: v1}}]
    """
        .formatted(edit, edit);
  }

  private static int edit(DiscoveryResponse response) {
    Matcher matcher = EDIT.matcher(response.getResources(0).getValue().toStringUtf8());
    assertThat(matcher.find()).as("a version of the manifest in %s", response).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static DiscoveryRequest.Builder routes() {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(ResourceType.ROUTES.typeUrl())
        .addResourceNames("9080");
  }

  private static DiscoveryRequest acknowledgement(DiscoveryResponse response) {
    return routes()
        .setVersionInfo(response.getVersionInfo())
        .setResponseNonce(response.getNonce())
        .build();
  }
}
