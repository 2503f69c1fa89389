package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableMap;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;

/** A gRPC server whose health tells its version: only v1 says that it serves. */
public final class GrpcBackend implements AutoCloseable {
  private static final String HEALTHY = "v1";
  private static final String OTHER = "v2";

  private static final String END_USER = "end-user";

  private final String version;
  private final Server server;

  private GrpcBackend(String version, Server server) {
    this.version = version;
    this.server = server;
  }

  public static GrpcBackend start(String version) throws IOException {
    HealthStatusManager health = new HealthStatusManager();
    boolean healthy = version.equals(HEALTHY);
    health.setStatus(
        HealthStatusManager.SERVICE_NAME_ALL_SERVICES,
        healthy ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    Server server =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .addService(health.getHealthService())
            .build();
    return new GrpcBackend(version, server.start());
  }

  /** The version that answers a user. */
  public static String versionFor(Channel channel, String user) {
    return versionFor(channel, ImmutableMap.of(END_USER, user));
  }

  /** The version that answers a call with headers. */
  public static String versionFor(Channel channel, ImmutableMap<String, String> named) {
    Metadata headers = new Metadata();
    named.forEach(
        (name, value) ->
            headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    HealthCheckResponse response =
        HealthGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .check(HealthCheckRequest.getDefaultInstance());
    return response.getStatus() == ServingStatus.SERVING ? HEALTHY : OTHER;
  }

  public Instance instance() {
    return new Instance(version, "127.0.0.1", server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
