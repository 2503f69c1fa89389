package dev.signalbox.controlplane.cli;

import com.google.common.net.HostAndPort;
import dev.signalbox.proto.manifests.v1.ManifestServiceGrpc;
import dev.signalbox.proto.manifests.v1.ManifestServiceGrpc.ManifestServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The running control plane whose manifests a command is about. */
final class ManifestClient {
  /** An answer holds all objects of a kind. */
  private static final int MAX_ANSWER_BYTES = 64 << 20;

  private static final int TIMEOUT_SECONDS = 30;

  @Option(
      names = "--server",
      defaultValue = "127.0.0.1:18000",
      paramLabel = "HOST:PORT",
      description = "The control plane's xDS address. [${DEFAULT-VALUE}]")
  private HostAndPort server;

  <T> T call(Function<ManifestServiceBlockingStub, T> method) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(server.getHost(), server.getPort())
            .usePlaintext()
            .maxInboundMessageSize(MAX_ANSWER_BYTES)
            .build();
    try {
      return method.apply(
          ManifestServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    } catch (StatusRuntimeException e) {
      throw failure(e.getStatus());
    } finally {
      channel.shutdownNow();
    }
  }

  private Failure failure(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED ->
          Failure.unavailable(
              "can't reach the control plane at " + server + ": " + status.getDescription());
      default -> Failure.negative(server + ": " + status.getDescription());
    };
  }
}
