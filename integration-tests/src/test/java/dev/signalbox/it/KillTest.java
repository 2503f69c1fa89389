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
 * Killed at random moments of 200 good edits, with broken ones between them, it comes back with a
 * configuration that is not older than the one that a proxy saw.
 */
final class KillTest {
  private static final int EDITS = Integer.getInteger("edits", 200);
  private static final int FEWEST_EDITS = 10;
  private static final int MOST_EDITS = 30;
  private static final int LONGEST_PAUSE_MILLIS = 20;
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
      while (edit < EDITS) {
        seen = seenUntilKilled(workspace, seen);
      }
      ControlPlaneProcess last =
          ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
      try (var ads = RawAds.sotw(last.xdsPort())) {
        assertThat(served(ads)).isBetween(seen, edit);
      }
    }
  }

  /** The file on disk is broken at the end, so that what is served next is the kept state. */
  private int seenUntilKilled(Workspace workspace, int seenBefore) throws Exception {
    ControlPlaneProcess process =
        ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
    try (var ads = RawAds.sotw(process.xdsPort())) {
      int seen = served(ads);
      assertThat(seen).isBetween(seenBefore, edit);
      int last = edit + random.nextInt(FEWEST_EDITS, MOST_EDITS);
      while (edit < last) {
        workspace.write(FILE, manifest());
        seen = edit(next(ads));
        if (random.nextBoolean()) {
          workspace.write(FILE, "kind: [" + edit);
          Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
        }
      }
      workspace.write(FILE, manifest());
      Thread.sleep(random.nextInt(LONGEST_WRITE_MILLIS));
      process.kill();
      workspace.write(FILE, "kind: [");
      return seen;
    }
  }

  private static int served(RawAds<DiscoveryRequest, DiscoveryResponse> ads) throws Exception {
    ads.send(routes().setNode(NODE).build());
    return edit(next(ads));
  }

  private static DiscoveryResponse next(RawAds<DiscoveryRequest, DiscoveryResponse> ads)
      throws Exception {
    DiscoveryResponse response = ads.next();
    ads.send(acknowledgement(response));
    return response;
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
