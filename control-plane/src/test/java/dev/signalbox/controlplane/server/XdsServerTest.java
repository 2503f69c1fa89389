package dev.signalbox.controlplane.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
import com.google.protobuf.util.Values;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import io.envoyproxy.envoy.admin.v3.ClientResourceStatus;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import io.envoyproxy.envoy.service.status.v3.ClientConfig.GenericXdsConfig;
import io.envoyproxy.envoy.service.status.v3.ClientStatusDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.status.v3.ClientStatusRequest;
import io.envoyproxy.envoy.service.status.v3.ConfigStatus;
import io.envoyproxy.envoy.type.matcher.v3.NodeMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StructMatcher;
import io.envoyproxy.envoy.type.matcher.v3.ValueMatcher;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class XdsServerTest {
  private static final String RUNTIME = "type.googleapis.com/envoy.service.runtime.v3.Runtime";
  private static final Node NODE =
      Node.newBuilder()
          .setId("sidecar~10.0.0.1~web.shop~shop.svc.cluster.local")
          .setMetadata(Struct.newBuilder().putFields("CLUSTER_ID", Values.of("east")))
          .build();

  private final FakeSnapshots snapshots = new FakeSnapshots();
  private final XdsServer server =
      new XdsServer(
          XdsServerOptions.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
          snapshots,
          ImmutableList::of);
  private ManagedChannel channel = ManagedChannelBuilder.forTarget("unused").build();

  @BeforeEach
  void start() throws IOException {
    server.start();
    channel.shutdownNow();
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    snapshots.set(cluster("a", 1));
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.close();
  }

  @Test
  void servesStateOfTheWorld() throws Exception {
    var wire =
        new Wire<>(AggregatedDiscoveryServiceGrpc.newStub(channel)::streamAggregatedResources);
    wire.send(request(ResourceType.CLUSTER.typeUrl()));
    DiscoveryResponse first = wire.next();
    assertThat(first.getResourcesList()).containsExactly(cluster("a", 1).any());
    wire.send(ack(first));
    snapshots.set(cluster("a", 2));
    assertThat(wire.next().getResourcesList()).containsExactly(cluster("a", 2).any());
    ConnectedProxy proxy = server.streams().proxies().getFirst();
    assertThat(proxy.node().qualifiedName()).isEqualTo("web.shop");
    assertThat(proxy.acks(ResourceType.CLUSTER)).isEqualTo(1);
    assertThat(proxy.resourcesSent(ResourceType.CLUSTER)).isEqualTo(2);
    wire.close();
    assertThat(wire.end()).isEqualTo(Status.OK);
    await().untilAsserted(() -> assertThat(server.streams().proxies()).isEmpty());
    assertThat(snapshots.subscribers()).isZero();
  }

  @Test
  void servesDelta() throws Exception {
    var wire = deltaWire();
    wire.send(delta(ResourceType.CLUSTER.typeUrl()).build());
    DeltaDiscoveryResponse first = wire.next();
    assertThat(first.getResources(0).getVersion()).isEqualTo(cluster("a", 1).version());
    wire.send(delta(first.getTypeUrl()).setResponseNonce(first.getNonce()).build());
    snapshots.set(cluster("a", 1), cluster("b", 1));
    assertThat(wire.next().getResources(0).getName()).isEqualTo("b");
  }

  @Test
  void aClientMayComeBackWithManyResources() throws Exception {
    var wire = deltaWire();
    DeltaDiscoveryRequest.Builder many = delta(ResourceType.CLUSTER.typeUrl());
    many.putInitialResourceVersions("a", cluster("a", 1).version());
    for (int i = 0; i < 60_000; i++) {
      many.putInitialResourceVersions(
          "outbound|8080||service-%d.default.svc".formatted(i), "0".repeat(64));
    }
    assertThat(many.build().getSerializedSize()).isGreaterThan(4 << 20);
    wire.send(many.build());
    assertThat(wire.next().getRemovedResourcesCount()).isEqualTo(60_000);
  }

  @Test
  void aTypeThatIsNotServedDoesNotBreakTheStream() throws Exception {
    var wire = deltaWire();
    wire.send(delta(RUNTIME).addResourceNamesSubscribe("x").build());
    assertThat(wire.next().getRemovedResourcesList()).containsExactly("x");
    wire.send(delta(ResourceType.CLUSTER.typeUrl()).build());
    assertThat(wire.next().getResourcesCount()).isEqualTo(1);
  }

  @Test
  void aClientWithoutANameIsTurnedAway() throws Exception {
    var wire = deltaWire();
    wire.send(DeltaDiscoveryRequest.getDefaultInstance());
    assertThat(wire.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void aRefusalIsToldByClientStatus() throws Exception {
    snapshots.set(cluster("a", 1), cluster("bad", 1));
    var wire = deltaWire();
    wire.send(delta(ResourceType.CLUSTER.typeUrl()).build());
    DeltaDiscoveryResponse first = wire.next();
    var refusal = delta(first.getTypeUrl()).setResponseNonce(first.getNonce());
    refusal.getErrorDetailBuilder().setMessage("Error adding/updating cluster(s) bad: no");
    wire.send(refusal.build());
    assertThat(wire.next().getRemovedResourcesList()).containsExactly("bad");

    List<GenericXdsConfig> resources =
        status(ClientStatusRequest.getDefaultInstance()).getFirst().getGenericXdsConfigsList();
    assertThat(resources).extracting(GenericXdsConfig::getName).containsExactly("a", "bad");
    assertThat(resources.get(0).getXdsConfig()).isEqualTo(cluster("a", 1).any());
    assertThat(resources.get(1).getClientStatus()).isEqualTo(ClientResourceStatus.NACKED);
    assertThat(resources.get(1).getConfigStatus()).isEqualTo(ConfigStatus.ERROR);
    assertThat(resources.get(1).getErrorState().getDetails()).isEqualTo("bad: no");
  }

  @Test
  void clientStatusSelectsNodesAndLeavesOutContents() throws Exception {
    var wire = deltaWire();
    wire.send(delta(ResourceType.CLUSTER.typeUrl()).build());
    wire.next();
    assertThat(status(matching(StringMatcher.newBuilder().setPrefix("router~")))).isEmpty();
    assertThat(status(matching(StringMatcher.newBuilder().setContains("WEB").setIgnoreCase(true))))
        .hasSize(1);
    ClientStatusRequest byMetadata =
        ClientStatusRequest.newBuilder()
            .setExcludeResourceContents(true)
            .addNodeMatchers(
                NodeMatcher.newBuilder()
                    .addNodeMetadatas(
                        StructMatcher.newBuilder()
                            .addPath(StructMatcher.PathSegment.newBuilder().setKey("CLUSTER_ID"))
                            .setValue(
                                ValueMatcher.newBuilder()
                                    .setStringMatch(StringMatcher.newBuilder().setExact("east")))))
            .build();
    GenericXdsConfig resource = status(byMetadata).getFirst().getGenericXdsConfigs(0);
    assertThat(resource.hasXdsConfig()).isFalse();
    assertThat(resource.getVersionInfo()).isEqualTo(cluster("a", 1).version());
  }

  @Test
  void endsInTimeAndTellsItsClients() throws Exception {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
    var wire = deltaWire();
    wire.send(delta(ResourceType.CLUSTER.typeUrl()).build());
    wire.next();
    server.shutdown(Duration.ofSeconds(5));
    assertThat(wire.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  @Test
  void controlCharactersAreEscapedInTheLog() {
    assertThat(Printable.of("a\nb\u001b[31m")).isEqualTo("a\\u000ab\\u001b[31m");
  }

  private Wire<DeltaDiscoveryRequest, DeltaDiscoveryResponse> deltaWire() {
    return new Wire<>(AggregatedDiscoveryServiceGrpc.newStub(channel)::deltaAggregatedResources);
  }

  private List<ClientConfig> status(ClientStatusRequest request) {
    return ClientStatusDiscoveryServiceGrpc.newBlockingStub(channel)
        .fetchClientStatus(request)
        .getConfigList();
  }

  private static ClientStatusRequest matching(StringMatcher.Builder id) {
    return ClientStatusRequest.newBuilder()
        .addNodeMatchers(NodeMatcher.newBuilder().setNodeId(id))
        .build();
  }

  private static DiscoveryRequest request(String typeUrl) {
    return DiscoveryRequest.newBuilder().setNode(NODE).setTypeUrl(typeUrl).build();
  }

  private static DiscoveryRequest ack(DiscoveryResponse response) {
    return DiscoveryRequest.newBuilder()
        .setTypeUrl(response.getTypeUrl())
        .setVersionInfo(response.getVersionInfo())
        .setResponseNonce(response.getNonce())
        .build();
  }

  private static DeltaDiscoveryRequest.Builder delta(String typeUrl) {
    return DeltaDiscoveryRequest.newBuilder().setNode(NODE).setTypeUrl(typeUrl);
  }

  private static Resource cluster(String name, int timeoutSeconds) {
    Cluster.Builder cluster = Cluster.newBuilder().setName(name);
    cluster.getConnectTimeoutBuilder().setSeconds(timeoutSeconds);
    return Resource.of(
        ResourceType.CLUSTER,
        name,
        cluster.build(),
        ImmutableSet.of(),
        ImmutableSet.of(new Origin("Service", "default", name, "")));
  }
}
