package dev.signalbox.controlplane.manifests;

import dev.signalbox.proto.manifests.v1.ApplyManifestsRequest;
import dev.signalbox.proto.manifests.v1.ApplyManifestsResponse;
import dev.signalbox.proto.manifests.v1.DeleteManifestsRequest;
import dev.signalbox.proto.manifests.v1.DeleteManifestsResponse;
import dev.signalbox.proto.manifests.v1.ListManifestsRequest;
import dev.signalbox.proto.manifests.v1.ListManifestsResponse;
import dev.signalbox.proto.manifests.v1.ManifestServiceGrpc;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The manifests over gRPC. */
public final class ManifestService extends ManifestServiceGrpc.ManifestServiceImplBase {
  private final Manifests manifests;

  private ManifestService(Manifests manifests) {
    this.manifests = manifests;
  }

  /** The service, which only clients on this machine may write through. */
  public static ServerServiceDefinition localWrites(Manifests manifests) {
    return ServerInterceptors.intercept(new ManifestService(manifests), new LocalWrites());
  }

  @Override
  public void listManifests(
      ListManifestsRequest request, StreamObserver<ListManifestsResponse> responses) {
    answer(responses, () -> manifests.list(request));
  }

  @Override
  public void applyManifests(
      ApplyManifestsRequest request, StreamObserver<ApplyManifestsResponse> responses) {
    answer(responses, () -> manifests.apply(request));
  }

  @Override
  public void deleteManifests(
      DeleteManifestsRequest request, StreamObserver<DeleteManifestsResponse> responses) {
    answer(responses, () -> manifests.delete(request));
  }

  /** Work on the folders, with what can go wrong there. */
  private interface Work<T> {
    T run() throws IOException, Refusal;
  }

  private static <T> void answer(StreamObserver<T> responses, Work<T> work) {
    T response;
    try {
      response = work.run();
    } catch (NotReadyException e) {
      responses.onError(failure(Status.UNAVAILABLE, e.getMessage()));
      return;
    } catch (Refusal e) {
      responses.onError(failure(Status.FAILED_PRECONDITION, e.getMessage()));
      return;
    } catch (IOException e) {
      responses.onError(failure(Status.FAILED_PRECONDITION, "the folder can't be written: " + e));
      return;
    }
    responses.onNext(response);
    responses.onCompleted();
  }

  private static Exception failure(Status status, @Nullable String message) {
    return status.withDescription(message).asRuntimeException();
  }
}
