package dev.signalbox.it.harness;

import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One ADS stream, message by message: what an Envoy would see. */
public final class RawAds<Q, R> implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 60;

  private final ManagedChannel channel;
  private final StreamObserver<Q> requests;
  private final Receiver<R> receiver =
      new Receiver<>(new LinkedBlockingQueue<>(), new CompletableFuture<>());

  private RawAds(Method<Q, R> method, int port) {
    channel = ManagedChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    requests = method.open(AggregatedDiscoveryServiceGrpc.newStub(channel), receiver);
  }

  public static RawAds<DiscoveryRequest, DiscoveryResponse> sotw(int port) {
    return new RawAds<>((stub, receiver) -> stub.streamAggregatedResources(receiver), port);
  }

  public static RawAds<DeltaDiscoveryRequest, DeltaDiscoveryResponse> delta(int port) {
    return new RawAds<>((stub, receiver) -> stub.deltaAggregatedResources(receiver), port);
  }

  public void send(Q request) {
    requests.onNext(request);
  }

  /** The next response, waiting for it. */
  public R next() throws IOException, InterruptedException {
    R response = receiver.received.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (response == null) {
      throw new IOException("no response in " + TIMEOUT_SECONDS + " s");
    }
    return response;
  }

  /** What the stream ended with, waiting for it. */
  public Status end() throws Exception {
    return receiver.ended.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether nothing comes for so long. */
  public boolean isQuiet(Duration time) throws InterruptedException {
    return receiver.received.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private interface Method<Q, R> {
    StreamObserver<Q> open(
        AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceStub stub,
        StreamObserver<R> receiver);
  }

  private record Receiver<R>(BlockingQueue<R> received, CompletableFuture<Status> ended)
      implements StreamObserver<R> {
    @Override
    public void onNext(R response) {
      received.add(response);
    }

    @Override
    public void onError(Throwable error) {
      ended.complete(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
      ended.complete(Status.OK);
    }
  }
}
