package dev.signalbox.controlplane.server;

import dev.signalbox.controlplane.Snapshots;
import dev.signalbox.controlplane.ads.AdsOptions;
import dev.signalbox.controlplane.ads.Codec;
import dev.signalbox.controlplane.ads.DeltaCodec;
import dev.signalbox.controlplane.ads.SotwCodec;
import io.envoyproxy.envoy.service.discovery.v3.AggregatedDiscoveryServiceGrpc.AggregatedDiscoveryServiceImplBase;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Aggregated discovery in both protocols. */
final class DiscoveryService extends AggregatedDiscoveryServiceImplBase {
  private final StreamContext context;
  private final Set<ProxyStream<?, ?>> open = ConcurrentHashMap.newKeySet();

  DiscoveryService(
      Snapshots snapshots, StreamRegistry registry, AdsOptions options, StreamThreads threads) {
    this.context = new StreamContext(snapshots, registry, options, threads, open::remove);
  }

  @Override
  public StreamObserver<DiscoveryRequest> streamAggregatedResources(
      StreamObserver<DiscoveryResponse> responses) {
    return open(new SotwCodec(), responses);
  }

  @Override
  public StreamObserver<DeltaDiscoveryRequest> deltaAggregatedResources(
      StreamObserver<DeltaDiscoveryResponse> responses) {
    return open(new DeltaCodec(), responses);
  }

  /** Ends all streams: their clients connect again, elsewhere if they can. */
  void endAll() {
    Status goingAway = Status.UNAVAILABLE.withDescription("The control plane is shutting down");
    open.forEach(stream -> stream.end(goingAway));
  }

  private <Q, R> StreamObserver<Q> open(Codec<Q, R> codec, StreamObserver<R> responses) {
    ProxyStream<Q, R> stream =
        new ProxyStream<>(codec, (ServerCallStreamObserver<R>) responses, context);
    open.add(stream);
    stream.listen();
    return stream;
  }
}
