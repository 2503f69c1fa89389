package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpFaultInjection;
import dev.signalbox.translator.manifest.VirtualService.Percent;
import dev.signalbox.translator.model.RouteAction.Fault;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** http[].fault. */
final class Faults {
  private static final int LOWEST_STATUS = 200;
  private static final int HIGHEST_STATUS = 599;
  private static final double SMALLEST_PERCENT = 0.0001;

  private Faults() {}

  static Fault convert(HttpFaultInjection fault, Origin origin, Diagnostics diagnostics) {
    if (fault.delay() == null && fault.abort() == null) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "the fault has neither delay nor abort", "Add one.");
    }
    return new Fault(
        Optional.ofNullable(fault.delay())
            .map(delay -> delay(delay, origin.at("delay"), diagnostics)),
        Optional.ofNullable(fault.abort())
            .map(abort -> abort(abort, origin.at("abort"), diagnostics)));
  }

  private static Fault.Delay delay(
      VirtualService.Delay delay, Origin origin, Diagnostics diagnostics) {
    Duration fixed = delay.fixedDelay();
    if (fixed == null || fixed.toMillis() < 1) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "the delay has no fixedDelay of 1ms or more", "Add one.");
    }
    return new Fault.Delay(
        fixed == null ? Duration.ZERO : fixed,
        percent(delay.percentage(), delay.percent(), origin, diagnostics));
  }

  private static Fault.Abort abort(
      VirtualService.Abort abort, Origin origin, Diagnostics diagnostics) {
    int status = abort.httpStatus() == null ? 0 : abort.httpStatus();
    if (status < LOWEST_STATUS || status > HIGHEST_STATUS) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("httpStatus"),
          "the abort needs an httpStatus from " + LOWEST_STATUS + " to " + HIGHEST_STATUS,
          "Set it.");
    }
    return new Fault.Abort(status, percent(abort.percentage(), null, origin, diagnostics));
  }

  /** Without a percentage no request is concerned. */
  private static double percent(
      @Nullable Percent percentage,
      @Nullable Integer whole,
      Origin origin,
      Diagnostics diagnostics) {
    Double value = percentage == null ? null : percentage.value();
    double percent = value != null ? value : whole == null ? 0 : whole;
    if (percent < 0 || percent > 100 || (percent > 0 && percent < SMALLEST_PERCENT)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("percentage"),
          percent + " is not a percentage that Envoy can keep",
          "Use 0, or " + SMALLEST_PERCENT + " to 100.");
    }
    return percent;
  }
}
