package dev.signalbox.controlplane.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.signalbox.controlplane.server.FindingMessages;
import dev.signalbox.proto.admin.v1.AdminServiceGrpc;
import dev.signalbox.proto.admin.v1.ListFindingsRequest;
import dev.signalbox.proto.admin.v1.ListProxiesRequest;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import dev.signalbox.proto.manifests.v1.ManifestServiceGrpc;
import dev.signalbox.proto.manifests.v1.ManifestServiceGrpc.ManifestServiceBlockingStub;
import dev.signalbox.translator.diagnostics.Finding;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import io.envoyproxy.envoy.service.status.v3.ClientStatusDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.status.v3.ClientStatusRequest;
import io.envoyproxy.envoy.type.matcher.v3.NodeMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractBlockingStub;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks a running control plane. */
final class ServerConnection implements AutoCloseable {
  /** A write answers when it is in force, or after ten seconds. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** One proxy's resources, of which there may be ten thousand. */
  private static final int MAX_RESPONSE_BYTES = 512 << 20;

  private final HostAndPort address;
  private final Duration timeout;
  private final ManagedChannel channel;

  ServerConnection(HostAndPort address) {
    this(address, TIMEOUT);
  }

  ServerConnection(HostAndPort address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
    this.channel =
        NettyChannelBuilder.forAddress(address.getHost(), address.getPort())
            .usePlaintext()
            .maxInboundMessageSize(MAX_RESPONSE_BYTES)
            .build();
  }

  <T> T manifests(Function<ManifestServiceBlockingStub, T> method) {
    return answer(() -> method.apply(timed(ManifestServiceGrpc.newBlockingStub(channel))));
  }

  ImmutableList<ProxyStatus> proxies() {
    return answer(
        () ->
            ImmutableList.copyOf(
                timed(AdminServiceGrpc.newBlockingStub(channel))
                    .listProxies(ListProxiesRequest.getDefaultInstance())
                    .getProxiesList()));
  }

  ImmutableList<Finding> findings() {
    return answer(
            () ->
                timed(AdminServiceGrpc.newBlockingStub(channel))
                    .listFindings(ListFindingsRequest.getDefaultInstance()))
        .getFindingsList()
        .stream()
        .flatMap(finding -> FindingMessages.read(finding).stream())
        .collect(toImmutableList());
  }

  /** What the newest stream of a proxy was sent. */
  Optional<ClientConfig> config(String nodeId) {
    NodeMatcher byId =
        NodeMatcher.newBuilder().setNodeId(StringMatcher.newBuilder().setExact(nodeId)).build();
    ClientStatusRequest request = ClientStatusRequest.newBuilder().addNodeMatchers(byId).build();
    return answer(
            () ->
                timed(ClientStatusDiscoveryServiceGrpc.newBlockingStub(channel))
                    .fetchClientStatus(request))
        .getConfigList()
        .stream()
        .reduce((older, newer) -> newer);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private <S extends AbstractBlockingStub<S>> S timed(S stub) {
    return stub.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(e.getStatus());
    }
  }

  private Failure failure(Status status) {
    String reason = reason(status);
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED ->
          Failure.unavailable(
              "can't reach the control plane at %s: %s%nStart one with 'signalbox serve --config"
                      .formatted(address, reason)
                  + " DIR', or say where it is with --server.");
      case UNIMPLEMENTED ->
          Failure.unavailable("what answers at " + address + " is no Signalbox, or an older one");
      case UNKNOWN, INTERNAL ->
          status.getCause() == null
              ? Failure.internal(address + ": " + reason)
              : Failure.unavailable("what answers at " + address + " is no Signalbox: " + reason);
      case INVALID_ARGUMENT -> Failure.usage(reason);
      default -> Failure.negative(address + ": " + reason);
    };
  }

  private static String reason(Status status) {
    Throwable cause = status.getCause();
    String message = cause == null ? status.getDescription() : cause.getMessage();
    return message == null ? status.getCode().name() : message;
  }
}
