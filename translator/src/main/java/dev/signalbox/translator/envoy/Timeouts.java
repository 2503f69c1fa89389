package dev.signalbox.translator.envoy;

import com.google.protobuf.Duration;
import dev.signalbox.translator.model.TimeLimits;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.MaxStreamDuration;

/** How long a request may take. */
final class Timeouts {
  private Timeouts() {}

  /** Envoy's own default is 15 s, Istio's is none. A gRPC deadline counts up to the timeout. */
  @SuppressWarnings(
      "deprecation") // As in Istio: its successor resets the stream where this is 504.
  static void set(RouteAction.Builder action, TimeLimits limits) {
    Duration duration =
        limits.request().map(Protos::duration).orElse(Duration.getDefaultInstance());
    action.setTimeout(duration).setMaxGrpcTimeout(duration);
    limits.idle().map(Protos::duration).ifPresent(action::setIdleTimeout);
  }

  /** The only timeout that gRPC clients read; their default is none. */
  static void setForGrpcClient(RouteAction.Builder action, TimeLimits limits) {
    limits
        .request()
        .filter(limit -> !limit.isZero())
        .ifPresent(
            duration ->
                action.setMaxStreamDuration(
                    MaxStreamDuration.newBuilder()
                        .setMaxStreamDuration(Protos.duration(duration))));
  }
}
