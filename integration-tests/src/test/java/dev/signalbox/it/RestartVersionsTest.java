package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.it.harness.ControlPlaneProcess;
import dev.signalbox.it.harness.Manifests;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions are content hashes: a process that was never told them comes to the same ones. */
final class RestartVersionsTest {
  private static final Node NODE = Nodes.sidecar("productpage-v1", "127.0.0.1");
  private static final String V1 = "outbound|9080|v1|reviews.default.svc.cluster.local";

  private static final String GONE = "outbound|1||gone.default.svc.cluster.local";

  private Workspace workspace;

  @BeforeEach
  void start() throws Exception {
    workspace = Workspace.withReviews();
    workspace.write("reviews.yaml", Manifests.allTo("reviews", "v1"));
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
  }

  @Test
  void stateOfTheWorldVersionsAreEqual() throws Exception {
    Map<ResourceType, String> before = sotwVersions();
    assertThat(sotwVersions()).isEqualTo(before);
  }

  @Test
  void deltaIsSentNothingThatItHas() throws Exception {
    ControlPlaneProcess first = serve();
    DeltaDiscoveryResponse clusters;
    try (var ads = RawAds.delta(first.xdsPort())) {
      ads.send(wildcard(ImmutableMap.of()));
      clusters = ads.next();
    }
    first.kill();
    assertThat(clusters.getResourcesList()).extracting(Resource::getName).contains(V1);

    ImmutableMap<String, String> versions =
        clusters.getResourcesList().stream()
            .collect(ImmutableMap.toImmutableMap(Resource::getName, Resource::getVersion));
    try (var ads = RawAds.delta(serve().xdsPort())) {
      ads.send(wildcard(versions));
      ads.send(endpointsOfV1());
      assertThat(ads.next().getTypeUrl()).isEqualTo(ResourceType.ENDPOINTS.typeUrl());
    }
  }

  /** What is gone since then goes last, as in any other change. */
  @Test
  void deltaIsToldWhatIsGone() throws Exception {
    try (var ads = RawAds.delta(serve().xdsPort())) {
      ads.send(wildcard(ImmutableMap.of(GONE, "1")));
      DeltaDiscoveryResponse added = ads.next();
      assertThat(added.getRemovedResourcesList()).isEmpty();
      ads.send(acknowledgement(added));
      assertThat(ads.next().getRemovedResourcesList()).containsExactly(GONE);
    }
  }

  private ControlPlaneProcess serve() throws Exception {
    return ControlPlaneProcess.serve(workspace, ControlPlaneProcess.freePort());
  }

  private Map<ResourceType, String> sotwVersions() throws Exception {
    ControlPlaneProcess process = serve();
    ImmutableMap.Builder<ResourceType, String> versions = ImmutableMap.builder();
    try (var ads = RawAds.sotw(process.xdsPort())) {
      for (ResourceType type : new ResourceType[] {ResourceType.CLUSTER, ResourceType.LISTENER}) {
        ads.send(DiscoveryRequest.newBuilder().setNode(NODE).setTypeUrl(type.typeUrl()).build());
        DiscoveryResponse response = ads.next();
        assertThat(response.getResourcesList()).isNotEmpty();
        versions.put(type, response.getVersionInfo());
        ads.send(acknowledgement(response));
      }
    }
    process.kill();
    return versions.buildOrThrow();
  }

  private static DiscoveryRequest acknowledgement(DiscoveryResponse response) {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setVersionInfo(response.getVersionInfo())
        .setResponseNonce(response.getNonce())
        .build();
  }

  private static DeltaDiscoveryRequest acknowledgement(DeltaDiscoveryResponse response) {
    return DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setResponseNonce(response.getNonce())
        .build();
  }

  private static DeltaDiscoveryRequest wildcard(Map<String, String> versions) {
    return DeltaDiscoveryRequest.newBuilder()
        .setNode(NODE)
        .setTypeUrl(ResourceType.CLUSTER.typeUrl())
        .putAllInitialResourceVersions(versions)
        .build();
  }

  private static DeltaDiscoveryRequest endpointsOfV1() {
    return DeltaDiscoveryRequest.newBuilder()
        .setTypeUrl(ResourceType.ENDPOINTS.typeUrl())
        .addResourceNamesSubscribe(V1)
        .build();
  }
}
