package dev.signalbox.controlplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The client's end of a stream. */
final class Wire<Q, R> {
  private static final int PATIENCE_SECONDS = 10;

  private final LinkedBlockingQueue<R> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final StreamObserver<Q> requests;

  Wire(Function<StreamObserver<R>, StreamObserver<Q>> call) {
    this.requests =
        call.apply(
            new StreamObserver<>() {
              @Override
              public void onNext(R response) {
                received.add(response);
              }

              @Override
              public void onError(Throwable failure) {
                end.complete(Status.fromThrowable(failure));
              }

              @Override
              public void onCompleted() {
                end.complete(Status.OK);
              }
            });
  }

  void send(Q request) {
    requests.onNext(request);
  }

  void close() {
    requests.onCompleted();
  }

  R next() throws InterruptedException {
    R response = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(response).isNotNull();
    return Objects.requireNonNull(response);
  }

  Status end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
