package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * What a Service says of requests to it, for clients and routes that say nothing themselves.
 *
 * @param origin the Service
 * @param http when requests are tried again
 * @param grpc the same for gRPC
 * @param accrual for its endpoints
 */
public record ServicePolicy(
    Origin origin,
    Precedence precedence,
    String host,
    TimeLimits limits,
    Optional<Retry> http,
    Optional<Retry> grpc,
    Optional<FailureAccrual> accrual)
    implements Element {

  /** Whether it says anything of requests, beside their endpoints. */
  public boolean limitsRequests() {
    return !limits.isNone() || http.isPresent() || grpc.isPresent();
  }

  Optional<Retry> retry(AttachedRoute.Type type) {
    return type == AttachedRoute.Type.GRPC ? grpc : http;
  }

  /** Without a route nobody knows which requests are gRPC, but their answers tell. */
  public Optional<Retry> anyRetry() {
    return http.isPresent() && grpc.isPresent()
        ? Optional.of(http.get().or(grpc.get()))
        : http.or(() -> grpc);
  }
}
