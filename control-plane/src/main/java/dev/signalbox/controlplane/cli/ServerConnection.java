package dev.signalbox.controlplane.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.net.HostAndPort;
import dev.signalbox.proto.admin.v1.AdminServiceGrpc;
import dev.signalbox.proto.admin.v1.ListProxiesRequest;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import io.envoyproxy.envoy.service.status.v3.ClientConfig;
import io.envoyproxy.envoy.service.status.v3.ClientStatusDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.status.v3.ClientStatusRequest;
import io.envoyproxy.envoy.type.matcher.v3.NodeMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Asks a running control plane. */
final class ServerConnection implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 10;

  /** One proxy's resources, of which there may be ten thousand. */
  private static final int MAX_RESPONSE_BYTES = 512 << 20;

  private final HostAndPort address;
  private final ManagedChannel channel;

  ServerConnection(HostAndPort address) {
    this.address = address;
    this.channel =
        NettyChannelBuilder.forAddress(address.getHost(), address.getPort())
            .usePlaintext()
            .maxInboundMessageSize(MAX_RESPONSE_BYTES)
            .build();
  }

  ImmutableList<ProxyStatus> proxies() {
    var admin =
        AdminServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return answer(
        () ->
            ImmutableList.copyOf(
                admin.listProxies(ListProxiesRequest.getDefaultInstance()).getProxiesList()));
  }

  /** What the newest stream of a proxy was sent. */
  Optional<ClientConfig> config(String nodeId) {
    NodeMatcher byId =
        NodeMatcher.newBuilder().setNodeId(StringMatcher.newBuilder().setExact(nodeId)).build();
    var status =
        ClientStatusDiscoveryServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    return answer(
            () ->
                status.fetchClientStatus(
                    ClientStatusRequest.newBuilder().addNodeMatchers(byId).build()))
        .getConfigList()
        .stream()
        .reduce((older, newer) -> newer);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private <T> T answer(Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw Failure.unavailable(
          "can't ask the control plane at " + address + ": " + reason(e) + ". Does it run there?");
    }
  }

  private static String reason(StatusRuntimeException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }
}
