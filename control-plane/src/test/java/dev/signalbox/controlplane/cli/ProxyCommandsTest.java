package dev.signalbox.controlplane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.ControlPlane;
import dev.signalbox.controlplane.ControlPlaneOptions;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that ask a running control plane about its proxies. */
class ProxyCommandsTest {
  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: reviews, namespace: shop}
      spec: {clusterIP: 10.0.0.9, ports: [{name: http, port: 9080}]}
      """;

  @TempDir Path folder;
  private ControlPlane controlPlane;
  private ManagedChannel channel;

  private record Result(int code, String out, String err) {}

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("service.yaml"), SERVICE);
    controlPlane = ControlPlane.start(ControlPlaneOptions.onLoopback(folder));
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", controlPlane.xdsPort())
            .usePlaintext()
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    controlPlane.close();
  }

  @Test
  void withoutProxiesThereIsAHeaderAndAnEmptyList() {
    Result table = run("ps");
    assertThat(table.code()).isZero();
    assertThat(table.out()).matches("NAME +CLUSTER +CONTROL PLANE +VERSION +SUBSCRIBED TYPES\n");
    assertThat(run("proxy-status", "-o", "json").out()).isEqualTo("[]\n");
    assertThat(run("proxy-config", "route", "web").code()).isEqualTo(1);
  }

  @Test
  void tellsWhatAProxyHas() {
    connect("sidecar~10.0.0.1~web.shop~shop.svc.cluster.local", true);
    await().untilAsserted(() -> assertThat(clusterStatus("web.shop")).isEqualTo("SYNCED"));
    assertThat(run("ps", "web", "-v", "1").out()).containsPattern("web.shop .*SYNCED \\(\\d+s\\)");
    Result clusters = run("pc", "cluster", "web.shop");
    assertThat(clusters.code()).isZero();
    assertThat(clusters.out())
        .startsWith("SERVICE FQDN ")
        .containsPattern("reviews.shop.svc.cluster.local +9080 +- +outbound +EDS\n");
    assertThat(run("pc", "clusters", "web", "-o", "yaml").out())
        .contains("name: outbound|9080||reviews.shop.svc.cluster.local");
    assertThat(run("pc", "bootstrap", "web", "-o", "json").out())
        .contains("\"id\": \"sidecar~10.0.0.1~web.shop~shop.svc.cluster.local\"");
  }

  @Test
  void aDumpOfAllCanBeReadAgain() throws Exception {
    connect("sidecar~10.0.0.1~web.shop~shop.svc.cluster.local", true);
    await().untilAsserted(() -> assertThat(clusterStatus("web.shop")).isEqualTo("SYNCED"));
    Path dump = folder.resolve("dump");
    Files.writeString(dump, run("pc", "all", "web", "-o", "json").out());
    assertThat(run("pc", "all", "-f", dump.toString()).out())
        .isEqualTo(run("pc", "all", "web").out())
        .contains("cluster/reviews.shop.svc.cluster.local");
  }

  @Test
  void whatIsHeldBackIsAnErrorAlsoWhenAllElseIsAcknowledged() {
    connect("web", false);
    await().untilAsserted(() -> assertThat(clusters("web").get("ackedAt").isJsonNull()).isFalse());
    assertThat(clusterStatus("web")).isEqualTo("ERROR");
    assertThat(clusters("web").get("error").getAsString()).contains("no good");
    assertThat(run("pc", "cluster", "web").out()).doesNotContain("reviews");
  }

  @Test
  void aNameMustMeanOneProxy() {
    connect("sidecar~10.0.0.1~web.shop~shop.svc.cluster.local", true);
    connect("sidecar~10.0.0.2~web.blog~blog.svc.cluster.local", true);
    await().untilAsserted(() -> assertThat(clusterStatus("web.shop")).isEqualTo("SYNCED"));
    await().untilAsserted(() -> assertThat(clusterStatus("web.blog")).isEqualTo("SYNCED"));
    Result ambiguous = run("pc", "route", "web");
    assertThat(ambiguous.code()).isEqualTo(64);
    assertThat(ambiguous.err()).contains("web.blog, web.shop");
    Result unknown = run("pc", "route", "wep");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.err()).contains("no proxy wep is connected; there are web.blog, web.shop");
  }

  @Test
  void aNamespaceTellsProxiesOfANameApart() {
    connect("sidecar~10.0.0.1~web.shop~shop.svc.cluster.local", true);
    connect("sidecar~10.0.0.2~web.blog~blog.svc.cluster.local", true);
    await().untilAsserted(() -> assertThat(clusterStatus("web.shop")).isEqualTo("SYNCED"));
    await().untilAsserted(() -> assertThat(clusterStatus("web.blog")).isEqualTo("SYNCED"));
    assertThat(run("pc", "cluster", "web", "-n", "shop").code()).isZero();
    assertThat(run("ps", "-n", "blog", "-o", "short").out())
        .contains("web.blog")
        .doesNotContain("web.shop");
  }

  @Test
  void whatIsNoControlPlaneIs69() {
    Result result = run(controlPlane.adminPort(), "get", "svc");
    assertThat(result.code()).isEqualTo(69);
    assertThat(result.err()).contains("127.0.0.1:" + controlPlane.adminPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy-status", "proxy-config all web", "get vs", "delete vs x"})
  void aServerThatIsNotThereIs69(String command) {
    channel.shutdownNow();
    int port = controlPlane.xdsPort();
    controlPlane.close();
    Result result = run(port, command.split(" "));
    assertThat(result.code()).isEqualTo(69);
    assertThat(result.err())
        .contains("127.0.0.1:" + port, "signalbox serve")
        .doesNotContain("\tat ");
  }

  @Test
  void wrongUsageIs64() throws Exception {
    assertThat(run("pc", "route").code()).isEqualTo(64);
    assertThat(run("pc", "rule", "web").err()).contains("route, cluster, listener");
    assertThat(run("pc", "route", "-f", folder + "/none").code()).isEqualTo(64);
    Path file = Files.writeString(folder.resolve("no.json"), "{}");
    assertThat(run("pc", "route", "-f", file.toString()).err()).contains("no list \"configs\"");
  }

  private String clusterStatus(String name) {
    return clusters(name).get("status").getAsString();
  }

  private JsonObject clusters(String name) {
    Result status = run("proxy-status", name, "-o", "json");
    assertThat(status.code()).isZero();
    JsonArray proxies = JsonParser.parseString(status.out()).getAsJsonArray();
    JsonObject proxy = proxies.get(0).getAsJsonObject();
    assertThat(proxy.keySet())
        .contains("name", "namespace", "id", "version", "controlPlane", "types");
    return proxy.getAsJsonObject("types").getAsJsonObject("CDS");
  }

  /** A proxy that asks for clusters, and takes them all or refuses the first. */
  private void connect(String id, boolean good) {
    AdsClient client = new AdsClient(good);
    StreamObserver<DiscoveryRequest> requests =
        AggregatedDiscoveryServiceGrpc.newStub(channel).streamAggregatedResources(client);
    client.requests.complete(requests);
    requests.onNext(
        DiscoveryRequest.newBuilder()
            .setNode(Node.newBuilder().setId(id))
            .setTypeUrl(ResourceType.CLUSTER.typeUrl())
            .build());
  }

  private static final class AdsClient implements StreamObserver<DiscoveryResponse> {
    private final AtomicBoolean refuses;
    private final CompletableFuture<StreamObserver<DiscoveryRequest>> requests =
        new CompletableFuture<>();

    AdsClient(boolean good) {
      this.refuses = new AtomicBoolean(!good);
    }

    @Override
    public void onNext(DiscoveryResponse response) {
      DiscoveryRequest.Builder answer =
          DiscoveryRequest.newBuilder()
              .setTypeUrl(response.getTypeUrl())
              .setResponseNonce(response.getNonce());
      if (refuses.getAndSet(false)) {
        answer.getErrorDetailBuilder().setMessage("no good");
      } else {
        answer.setVersionInfo(response.getVersionInfo());
      }
      requests.join().onNext(answer.build());
    }

    @Override
    public void onError(Throwable gone) {}

    @Override
    public void onCompleted() {}
  }

  private Result run(String... args) {
    return run(controlPlane.xdsPort(), args);
  }

  private static Result run(int port, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            Map.of("SIGNALBOX_SERVER", "127.0.0.1:" + port),
            new PrintWriter(out),
            new PrintWriter(err, true),
            args);
    return new Result(code, out.toString(), err.toString());
  }
}
