package dev.signalbox.controlplane.server;

import dev.signalbox.controlplane.Snapshots;
import dev.signalbox.controlplane.ads.AdsStream;
import dev.signalbox.controlplane.ads.Codec;
import dev.signalbox.controlplane.ads.Effect;
import dev.signalbox.controlplane.ads.Event;
import dev.signalbox.controlplane.ads.Protocol;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.Snapshot;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one {@link AdsStream} over gRPC. Its state belongs to its executor. */
final class ProxyStream<Q, R> implements StreamObserver<Q> {
  private static final Logger LOG = LoggerFactory.getLogger(ProxyStream.class);

  private final Codec<Q, R> codec;
  private final ServerCallStreamObserver<R> responses;
  private final StreamContext context;
  private final Executor executor;
  private final AdsStream stream;
  private final MonotonicClock clock = new MonotonicClock();

  /** Only the newest snapshot waits: a slow client costs no queue. */
  private final AtomicReference<@Nullable Snapshot> pending = new AtomicReference<>();

  private @Nullable ConnectedProxy proxy;
  private Snapshots.@Nullable Subscription subscription;
  private @Nullable Future<?> timer;
  private boolean ready = true;
  private boolean ended;

  ProxyStream(Codec<Q, R> codec, ServerCallStreamObserver<R> responses, StreamContext context) {
    this.codec = codec;
    this.responses = responses;
    this.context = context;
    this.executor = context.threads().sequential();
    this.stream = new AdsStream(codec.protocol(), context.options());
  }

  /** Takes one request at a time, and learns when the client reads again or is gone. */
  void listen() {
    responses.disableAutoRequest();
    responses.setOnReadyHandler(() -> execute(() -> handle(new Event.Tick())));
    responses.setOnCancelHandler(() -> execute(this::release));
    responses.request(1);
  }

  @Override
  public void onNext(Q request) {
    execute(
        () -> {
          receive(request);
          responses.request(1);
        });
  }

  @Override
  public void onError(Throwable failure) {
    execute(this::release);
  }

  @Override
  public void onCompleted() {
    execute(() -> finish(Status.OK));
  }

  void end(Status status) {
    execute(() -> finish(status));
  }

  private void receive(Q request) {
    ConnectedProxy connected = proxy == null ? connect(codec.node(request)) : proxy;
    if (connected == null) {
      finish(Status.INVALID_ARGUMENT.withDescription("The first request must carry a node id"));
      return;
    }
    codec.decode(request).ifPresentOrElse(this::handle, () -> decline(request, connected));
  }

  private @Nullable ConnectedProxy connect(Node node) {
    if (node.getId().isEmpty()) {
      return null;
    }
    ProxyNode described = ProxyNode.of(node);
    ConnectedProxy connected =
        new ConnectedProxy(
            described, withoutExtensions(node), codec.protocol() == Protocol.DELTA, clock.now());
    proxy = connected;
    context.registry().add(connected);
    StreamLog.connected(connected);
    subscription = context.snapshots().subscribe(described.view(), this::offer);
    return connected;
  }

  /** Envoy lists hundreds, which would make up most of what CSDS tells. */
  private static Node withoutExtensions(Node node) {
    return node.toBuilder().clearExtensions().build();
  }

  private void offer(Snapshot snapshot) {
    if (pending.getAndSet(snapshot) == null) {
      execute(this::takePending);
    }
  }

  private void takePending() {
    Snapshot newest = pending.getAndSet(null);
    if (newest != null) {
      handle(new Event.Target(newest));
    }
  }

  private void decline(Q request, ConnectedProxy connected) {
    StreamLog.unknownType(connected, codec.typeUrl(request));
    if (responses.isReady()) {
      codec.decline(request).ifPresent(responses::onNext);
    }
  }

  private void handle(Event event) {
    ConnectedProxy connected = proxy;
    if (ended || connected == null) {
      return;
    }
    Instant now = clock.now();
    if (ready != responses.isReady()) {
      ready = responses.isReady();
      stream.handle(new Event.Ready(ready), now).forEach(effect -> apply(effect, connected));
    }
    stream.handle(event, now).forEach(effect -> apply(effect, connected));
    connected.update(stream.status());
    schedule(now);
  }

  private void apply(Effect effect, ConnectedProxy connected) {
    connected.count(effect);
    StreamLog.effect(connected, effect);
    if (effect instanceof Effect.Send send) {
      responses.onNext(codec.encode(send.response()));
    }
  }

  private void schedule(Instant now) {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
    stream
        .nextWakeUp()
        .ifPresent(
            at ->
                timer =
                    context
                        .threads()
                        .after(
                            Duration.between(now, at),
                            () -> execute(() -> handle(new Event.Tick()))));
  }

  private void finish(Status status) {
    if (ended) {
      return;
    }
    release();
    if (status.isOk()) {
      responses.onCompleted();
    } else {
      responses.onError(status.asRuntimeException());
    }
  }

  private void release() {
    if (ended) {
      return;
    }
    ended = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (subscription != null) {
      subscription.close();
    }
    if (proxy != null) {
      context.registry().remove(proxy);
      StreamLog.disconnected(proxy);
    }
    context.onEnd().accept(this);
  }

  private void execute(Runnable task) {
    executor.execute(() -> guarded(task));
  }

  /** A failure ends this stream, and no other. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("A stream failed", e);
      finish(Status.INTERNAL.withDescription("The control plane failed; see its log"));
    }
  }
}
