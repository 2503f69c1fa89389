package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.Percent;
import dev.signalbox.translator.model.Fraction;
import org.jspecify.annotations.Nullable;

/** Percentages, in their new form and in the one of whole numbers that it replaces. */
final class Percents {
  private static final double SMALLEST = 0.0001;

  private Percents() {}

  /** Where nothing is said, a default; an empty percentage is 0. */
  static Fraction convert(
      @Nullable Percent percentage,
      @Nullable Integer whole,
      Fraction otherwise,
      Origin origin,
      Diagnostics diagnostics) {
    if (percentage != null) {
      double percent = percentage.value() == null ? 0 : percentage.value();
      check(percent, origin, diagnostics);
      return Fraction.ofPercent(percent);
    }
    if (whole != null) {
      check(whole, origin, diagnostics);
      return Fraction.ofPercent(whole);
    }
    return otherwise;
  }

  private static void check(double percent, Origin origin, Diagnostics diagnostics) {
    if (percent < 0 || percent > 100 || (percent > 0 && percent < SMALLEST)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          percent + " is not a percentage that Envoy can keep",
          "Use 0, or 0.0001 to 100.");
    }
  }
}
