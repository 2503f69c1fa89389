package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.Snapshots;
import dev.signalbox.translator.diagnostics.Finding;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The gRPC server that proxies and tools talk to. */
public final class XdsServer implements AutoCloseable {

  /** Requests with the versions of ten thousand resources exceed gRPC's 4 MiB. */
  private static final int MAX_REQUEST_BYTES = 64 << 20;

  private final StreamRegistry streams = new StreamRegistry();
  private final HealthStatusManager health = new HealthStatusManager();
  private final Server server;

  public XdsServer(
      XdsServerOptions options, Snapshots snapshots, Supplier<ImmutableList<Finding>> findings) {
    this.server =
        NettyServerBuilder.forAddress(options.address())
            .maxInboundMessageSize(MAX_REQUEST_BYTES)
            .addService(new AdminService(findings))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(oldReflection())
            .build();
  }

  /** v1alpha, which older tools ask for. */
  @SuppressWarnings("deprecation")
  private static BindableService oldReflection() {
    return ProtoReflectionService.newInstance();
  }

  public void start() throws IOException {
    server.start();
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, ServingStatus.SERVING);
  }

  public int port() {
    return server.getPort();
  }

  public StreamRegistry streams() {
    return streams;
  }

  /** No new streams; those that are open may end by themselves until the grace is over. */
  public void shutdown(Duration grace) {
    health.enterTerminalState();
    server.shutdown();
    try {
      if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    shutdown(Duration.ZERO);
  }
}
