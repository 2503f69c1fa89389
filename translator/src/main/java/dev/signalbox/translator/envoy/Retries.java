package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.Retry;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryBackOff;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryHostPredicate;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy.RetryPriority;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate;
import io.envoyproxy.envoy.extensions.retry.priority.previous_priorities.v3.PreviousPrioritiesConfig;
import java.util.stream.Collectors;

/**
 * Retries:
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
final class Retries {
  /** How often Envoy looks for a host that hasn't been tried, as in Istio. */
  private static final int HOST_SELECTIONS = 5;

  /** Retries move on to another priority after as many, as in Istio. */
  private static final int PRIORITY_UPDATES = 2;

  private static final RetryHostPredicate PREVIOUS_HOSTS =
      RetryHostPredicate.newBuilder()
          .setName("envoy.retry_host_predicates.previous_hosts")
          .setTypedConfig(Protos.pack(PreviousHostsPredicate.getDefaultInstance()))
          .build();

  private static final RetryPriority PREVIOUS_PRIORITIES =
      RetryPriority.newBuilder()
          .setName("envoy.retry_priorities.previous_priorities")
          .setTypedConfig(
              Protos.pack(
                  PreviousPrioritiesConfig.newBuilder()
                      .setUpdateFrequency(PRIORITY_UPDATES)
                      .build()))
          .build();

  private Retries() {}

  static void set(RouteAction.Builder action, Retry retry) {
    if (retry.attempts() > 0 || retry.perTryTimeout().isPresent()) {
      action.setRetryPolicy(policy(retry));
    }
  }

  /** gRPC clients refuse a policy without a retry, and know no timeout of a try. */
  static void setForGrpcClient(RouteAction.Builder action, Retry retry) {
    if (retry.attempts() > 0) {
      action.setRetryPolicy(policy(retry));
    }
  }

  private static RetryPolicy policy(Retry retry) {
    RetryPolicy.Builder policy =
        RetryPolicy.newBuilder().setNumRetries(Protos.uint32(retry.attempts()));
    retry.perTryTimeout().map(Protos::duration).ifPresent(policy::setPerTryTimeout);
    if (retry.attempts() == 0) {
      return policy.build();
    }
    policy
        .setRetryOn(
            retry.conditions().stream()
                .map(Retry.Condition::token)
                .collect(Collectors.joining(",")))
        .addAllRetriableStatusCodes(retry.statuses())
        .setHostSelectionRetryMaxAttempts(HOST_SELECTIONS);
    if (retry.avoidTriedHosts().orElse(true)) {
      policy.addRetryHostPredicate(PREVIOUS_HOSTS);
    }
    if (retry.remoteLocalities()) {
      policy.setRetryPriority(PREVIOUS_PRIORITIES);
    }
    retry
        .backoff()
        .ifPresent(
            base ->
                policy.setRetryBackOff(
                    RetryBackOff.newBuilder().setBaseInterval(Protos.duration(base))));
    return policy.build();
  }
}
