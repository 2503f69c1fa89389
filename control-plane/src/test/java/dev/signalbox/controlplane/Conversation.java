package dev.signalbox.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import dev.signalbox.controlplane.server.XdsServer;
import dev.signalbox.controlplane.server.XdsServerOptions;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The whole control plane but the network: manifests go in, a proxy asks, it gets answers. */
final class Conversation implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;

  private final Loop loop =
      new Loop(
          new MassDeletionGuard(Duration.ZERO, ImmutableList.of()),
          ManifestSet.empty(),
          Optional.empty(),
          linked -> {});
  private final XdsServer server;
  private final ManagedChannel channel;

  private Conversation(String name) throws IOException {
    XdsServerOptions options = XdsServerOptions.at(InetSocketAddress.createUnresolved(name, 0));
    this.server =
        new XdsServer(InProcessServerBuilder.forName(name), options, loop, loop::findings);
    server.start();
    this.channel = InProcessChannelBuilder.forName(name).build();
  }

  static Conversation start() throws IOException {
    return new Conversation(InProcessServerBuilder.generateName());
  }

  void apply(String file, String text) {
    loop.accept(ImmutableList.of(new FileChange.Text(file, text)));
  }

  List<String> findings() {
    return loop.findings().stream().map(Findings::line).toList();
  }

  Proxy proxy(String id) {
    return new Proxy(Node.newBuilder().setId(id).build());
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
    loop.close();
  }

  /** A client that speaks state of the world, and acknowledges only when it is told to. */
  final class Proxy implements StreamObserver<DiscoveryResponse> {
    private final BlockingQueue<DiscoveryResponse> responses = new LinkedBlockingQueue<>();
    private final StreamObserver<DiscoveryRequest> requests;
    private final Node node;

    private Proxy(Node node) {
      this.node = node;
      this.requests =
          AggregatedDiscoveryServiceGrpc.newStub(channel).streamAggregatedResources(this);
    }

    void asks(ResourceType type, String... names) {
      requests.onNext(
          DiscoveryRequest.newBuilder()
              .setNode(node)
              .setTypeUrl(type.typeUrl())
              .addAllResourceNames(Arrays.asList(names))
              .build());
    }

    DiscoveryResponse gets(ResourceType type) throws InterruptedException {
      DiscoveryResponse response = responses.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(response).as("an answer of type %s", type).isNotNull();
      assertThat(response.getTypeUrl()).isEqualTo(type.typeUrl());
      return response;
    }

    void getsNothingFor(int millis) throws InterruptedException {
      assertThat(responses.poll(millis, TimeUnit.MILLISECONDS)).isNull();
    }

    void acknowledges(DiscoveryResponse response, String... names) {
      requests.onNext(answer(response, names).setVersionInfo(response.getVersionInfo()).build());
    }

    void refuses(DiscoveryResponse response, String why, String... names) {
      Status error = Status.newBuilder().setCode(13).setMessage(why).build();
      requests.onNext(answer(response, names).setErrorDetail(error).build());
    }

    private DiscoveryRequest.Builder answer(DiscoveryResponse response, String... names) {
      return DiscoveryRequest.newBuilder()
          .setTypeUrl(response.getTypeUrl())
          .setResponseNonce(response.getNonce())
          .addAllResourceNames(Arrays.asList(names));
    }

    @Override
    public void onNext(DiscoveryResponse response) {
      responses.add(response);
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }

  static <T extends Message> List<T> resources(DiscoveryResponse response, Class<T> type)
      throws InvalidProtocolBufferException {
    ImmutableList.Builder<T> resources = ImmutableList.builder();
    for (Any any : response.getResourcesList()) {
      resources.add(any.unpack(type));
    }
    return resources.build();
  }
}
