package dev.signalbox.controlplane.manifests;

import dev.signalbox.proto.manifests.v1.ManifestServiceGrpc;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.InetSocketAddress;

/** Nobody is authenticated yet: only clients on this machine may write. */
final class LocalWrites implements ServerInterceptor {
  private static final String READING =
      ManifestServiceGrpc.getListManifestsMethod().getFullMethodName();

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    boolean reading = call.getMethodDescriptor().getFullMethodName().equals(READING);
    if (reading || isLocal(call)) {
      return next.startCall(call, headers);
    }
    Status denied =
        Status.PERMISSION_DENIED.withDescription("only clients on a loopback address may write");
    call.close(denied, new Metadata());
    return new ServerCall.Listener<>() {};
  }

  private static boolean isLocal(ServerCall<?, ?> call) {
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)
            instanceof InetSocketAddress client
        && client.getAddress().isLoopbackAddress();
  }
}
