package dev.signalbox.translator.envoy;

import com.google.protobuf.UInt32Value;
import dev.signalbox.translator.model.FailureAccrual;
import dev.signalbox.translator.model.FailureAccrual.SuccessRate;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.OutlierDetection;
import io.envoyproxy.envoy.type.v3.Percent;
import java.time.Duration;

/**
 * Endpoints that get no requests for a while:
 * https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/outlier
 */
final class OutlierDetections {
  private static final int HUNDRED = 100;

  /** How often Envoy looks at who may come back, which its penalties can't be shorter than. */
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  private OutlierDetections() {}

  /** All endpoints may be left out; then requests are answered with 503, not sent to any. */
  static void set(Cluster.Builder cluster, FailureAccrual accrual) {
    OutlierDetection.Builder detection =
        OutlierDetection.newBuilder()
            .setConsecutive5Xx(Protos.uint32(accrual.failures()))
            .setEnforcingConsecutive5Xx(always(accrual.failures() > 0))
            .setEnforcingSuccessRate(always(false))
            .setInterval(Protos.duration(interval(accrual)))
            .setBaseEjectionTime(Protos.duration(accrual.shortest()))
            .setMaxEjectionTime(Protos.duration(accrual.longest()))
            .setMaxEjectionTimeJitter(Protos.duration(accrual.jitter()))
            .setMaxEjectionPercent(Protos.uint32(HUNDRED));
    accrual.successRate().ifPresent(rate -> set(detection, rate));
    cluster.setOutlierDetection(detection);
    cluster.getCommonLbConfigBuilder().setHealthyPanicThreshold(Percent.getDefaultInstance());
  }

  private static void set(OutlierDetection.Builder detection, SuccessRate rate) {
    detection
        .setEnforcingFailurePercentage(always(true))
        .setFailurePercentageThreshold(Protos.uint32(HUNDRED - rate.percent() + 1))
        .setFailurePercentageMinimumHosts(Protos.uint32(1))
        .setFailurePercentageRequestVolume(Protos.uint32(rate.requests()));
  }

  private static Duration interval(FailureAccrual accrual) {
    if (accrual.successRate().isPresent()) {
      return accrual.successRate().get().window();
    }
    Duration half = accrual.shortest().dividedBy(2);
    if (half.compareTo(SHORTEST_INTERVAL) < 0) {
      return SHORTEST_INTERVAL;
    }
    return half.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : half;
  }

  private static UInt32Value always(boolean enforced) {
    return Protos.uint32(enforced ? HUNDRED : 0);
  }
}
