package dev.signalbox.controlplane.server;

import io.envoyproxy.envoy.service.status.v3.ClientStatusDiscoveryServiceGrpc.ClientStatusDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.status.v3.ClientStatusRequest;
import io.envoyproxy.envoy.service.status.v3.ClientStatusResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;

/** What each connected client was sent, and has acknowledged or refused. */
final class ClientStatusService extends ClientStatusDiscoveryServiceImplBase {
  private final StreamRegistry registry;

  ClientStatusService(StreamRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void fetchClientStatus(
      ClientStatusRequest request, StreamObserver<ClientStatusResponse> responses) {
    try {
      responses.onNext(response(request));
      responses.onCompleted();
    } catch (IllegalArgumentException e) {
      responses.onError(invalid(e));
    }
  }

  @Override
  public StreamObserver<ClientStatusRequest> streamClientStatus(
      StreamObserver<ClientStatusResponse> responses) {
    return new StreamObserver<>() {
      @Override
      public void onNext(ClientStatusRequest request) {
        try {
          responses.onNext(response(request));
        } catch (IllegalArgumentException e) {
          responses.onError(invalid(e));
        }
      }

      @Override
      public void onError(Throwable gone) {}

      @Override
      public void onCompleted() {
        responses.onCompleted();
      }
    };
  }

  private ClientStatusResponse response(ClientStatusRequest request) {
    ClientStatusResponse.Builder response = ClientStatusResponse.newBuilder();
    for (ConnectedProxy proxy : registry.proxies()) {
      if (NodeMatching.matches(request.getNodeMatchersList(), proxy.sentNode())) {
        response.addConfig(ClientConfigs.of(proxy, !request.getExcludeResourceContents()));
      }
    }
    return response.build();
  }

  private static RuntimeException invalid(IllegalArgumentException e) {
    return Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
  }
}
