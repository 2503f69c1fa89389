package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.RetryBudget;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.type.v3.Percent;

/**
 * Limits on retries under way:
 * https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/circuit_breaking
 */
final class RetryBudgets {
  private RetryBudgets() {}

  /** A budget takes the place of the number of retries. */
  static void set(Cluster.Builder cluster, RetryBudget budget) {
    cluster
        .getCircuitBreakersBuilder()
        .getThresholdsBuilder(0)
        .clearMaxRetries()
        .setRetryBudget(
            Thresholds.RetryBudget.newBuilder()
                .setBudgetPercent(Percent.newBuilder().setValue(budget.percent()))
                .setMinRetryConcurrency(Protos.uint32(budget.concurrent())));
  }
}
