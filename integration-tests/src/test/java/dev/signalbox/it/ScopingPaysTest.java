package dev.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.it.harness.Nodes;
import dev.signalbox.it.harness.RawAds;
import dev.signalbox.it.harness.Workspace;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy with a Sidecar for a few of many services holds those few and hears of no others. */
final class ScopingPaysTest {
  private static final int SERVICES = 1000;
  private static final int IMPORTED = 20;
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final Node EVERYTHING = Nodes.sidecar("everything", "127.0.0.1");
  private static final Node SCOPED =
      Nodes.withLabel(Nodes.sidecar("scoped", "127.0.0.1"), "app", "scoped");

  private Workspace workspace;
  private ControlPlane controlPlane;

  @BeforeEach
  void start() throws Exception {
    workspace = Workspace.create();
    for (int i = 0; i < SERVICES; i++) {
      workspace.write("s" + i + ".yaml", service(i, 8080));
    }
    String hosts =
        IntStream.range(0, IMPORTED)
            .mapToObj(i -> "\"./" + host(i) + "\"")
            .collect(Collectors.joining(", "));
    workspace.write(
        "sidecar.yaml",
        """
        apiVersion: networking.istio.io/v1
        kind: Sidecar
        metadata: {name: scoped}
        spec:
          workloadSelector: {labels: {app: scoped}}
          egress:
          - hosts: [%s]
        """
            .formatted(hosts));
    controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(workspace.manifests()));
    workspace.own(controlPlane::close);
  }

  @AfterEach
  void stop() throws Exception {
    workspace.close();
  }

  private static String host(int i) {
    return "s" + i + ".default.svc.cluster.local";
  }

  private static String service(int i, int port) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: s%1$d}
    spec:
      selector: {app: s%1$d}
      ports: [{port: 80, name: http}]
    ---
    apiVersion: networking.istio.io/v1
    kind: WorkloadEntry
    metadata: {name: s%1$d}
    spec:
      address: 127.0.0.1
      labels: {app: s%1$d}
      ports: {http: %2$d}
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: s%1$d}
    spec:
      hosts: [s%1$d]
      http:
      - match: [{headers: {port: {exact: "%2$d"}}}]
        route: [{destination: {host: s%1$d}}]
      - route: [{destination: {host: s%1$d}}]
    """
        .formatted(i, port);
  }

  @Test
  void onlyWhatIsImportedIsHeldAndSent() throws Exception {
    try (var everything = new Client(EVERYTHING);
        var scoped = new Client(SCOPED)) {
      everything.subscribe();
      scoped.subscribe();
      assertThat(everything.names).hasSize(SERVICES);
      assertThat(scoped.names)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, IMPORTED).mapToObj(ScopingPaysTest::cluster).toList());
      assertThat(scoped.hosts).isEqualTo(IMPORTED);
      assertThat(scoped.endpoints).isEqualTo(IMPORTED);
      System.out.printf(
          "scoping: %d of %d services are %d of %d bytes, 1/%d%n",
          IMPORTED, SERVICES, scoped.bytes, everything.bytes, everything.bytes / scoped.bytes);
      assertThat(everything.bytes / scoped.bytes).isGreaterThan(SERVICES / IMPORTED / 2);

      workspace.write("s500.yaml", service(500, 8081));
      assertThat(everything.changed(2)).contains("80", cluster(500));
      assertThat(scoped.ads.isQuiet(QUIET)).isTrue();

      workspace.write("s5.yaml", service(5, 8081));
      assertThat(scoped.changed(2)).containsExactlyInAnyOrder("80", cluster(5));
    }
  }

  private static String cluster(int i) {
    return "outbound|80||" + host(i);
  }

  /** A proxy as the wire sees it. */
  private final class Client implements AutoCloseable {
    private final Node node;
    private final RawAds<DeltaDiscoveryRequest, DeltaDiscoveryResponse> ads;
    private ImmutableList<String> names = ImmutableList.of();
    private int hosts;
    private int endpoints;
    private long bytes;

    Client(Node node) {
      this.node = node;
      this.ads = RawAds.delta(controlPlane.xdsPort());
    }

    void subscribe() throws Exception {
      names = names(request(ResourceType.CLUSTER, ImmutableList.of()));
      endpoints = request(ResourceType.ENDPOINTS, names).getResourcesCount();
      assertThat(names(request(ResourceType.LISTENER, ImmutableList.of())))
          .containsExactly("127.0.0.1_80");
      var routes = request(ResourceType.ROUTES, ImmutableList.of("80"));
      hosts =
          routes
              .getResources(0)
              .getResource()
              .unpack(RouteConfiguration.class)
              .getVirtualHostsCount();
    }

    private DeltaDiscoveryResponse request(ResourceType type, ImmutableList<String> subscribe)
        throws Exception {
      ads.send(
          DeltaDiscoveryRequest.newBuilder()
              .setNode(node)
              .setTypeUrl(type.typeUrl())
              .addAllResourceNamesSubscribe(subscribe)
              .build());
      DeltaDiscoveryResponse response = acknowledged();
      assertThat(response.getTypeUrl()).isEqualTo(type.typeUrl());
      return response;
    }

    private DeltaDiscoveryResponse acknowledged() throws Exception {
      DeltaDiscoveryResponse response = ads.next();
      bytes += response.getSerializedSize();
      ads.send(
          DeltaDiscoveryRequest.newBuilder()
              .setTypeUrl(response.getTypeUrl())
              .setResponseNonce(response.getNonce())
              .build());
      return response;
    }

    /** The names in so many responses. */
    List<String> changed(int responses) throws Exception {
      List<String> changed = new ArrayList<>();
      for (int i = 0; i < responses; i++) {
        changed.addAll(names(acknowledged()));
      }
      return changed;
    }

    private ImmutableList<String> names(DeltaDiscoveryResponse response) {
      return response.getResourcesList().stream()
          .map(Resource::getName)
          .collect(ImmutableList.toImmutableList());
    }

    @Override
    public void close() {
      ads.close();
    }
  }
}
