package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.Snapshots;
import dev.signalbox.translator.diagnostics.Finding;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
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

  private static final int MIN_CLIENT_KEEPALIVE_SECONDS = 10;

  private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

  /** Finds clients that vanished without a word. */
  private static final int KEEPALIVE_SECONDS = 60;

  private final StreamRegistry streams = new StreamRegistry();
  private final HealthStatusManager health = new HealthStatusManager();
  private final StreamThreads threads = new StreamThreads();
  private final DiscoveryService discovery;
  private final Server server;

  /**
   * On the network.
   *
   * @param more services that aren't about proxies
   */
  public XdsServer(
      XdsServerOptions options,
      Snapshots snapshots,
      Supplier<ImmutableList<Finding>> findings,
      ServerServiceDefinition... more) {
    this(network(options).addServices(ImmutableList.copyOf(more)), options, snapshots, findings);
  }

  /** On any transport of gRPC's; the options' address counts only for the network. */
  public XdsServer(
      ServerBuilder<?> transport,
      XdsServerOptions options,
      Snapshots snapshots,
      Supplier<ImmutableList<Finding>> findings) {
    this.discovery = new DiscoveryService(snapshots, streams, options.ads(), threads);
    this.server =
        transport
            .addService(discovery)
            .addService(new ClientStatusService(streams))
            .addService(new AdminService(findings, streams))
            .addService(health.getHealthService())
            .addService(ProtoReflectionServiceV1.newInstance())
            .addService(oldReflection())
            .build();
  }

  private static ServerBuilder<?> network(XdsServerOptions options) {
    return NettyServerBuilder.forAddress(options.address())
        .maxInboundMessageSize(MAX_REQUEST_BYTES)
        .permitKeepAliveTime(MIN_CLIENT_KEEPALIVE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true)
        .keepAliveTime(KEEPALIVE_SECONDS, TimeUnit.SECONDS);
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

  /** No new streams; those that are open end, at the latest when the grace is over. */
  public void shutdown(Duration grace) {
    if (server.isShutdown()) {
      return;
    }
    health.enterTerminalState();
    server.shutdown();
    discovery.endAll();
    try {
      if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.close();
  }

  @Override
  public void close() {
    shutdown(SHORT_GRACE);
  }
}
