package dev.signalbox.translator.gatewayapi;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.BackendReference;
import dev.signalbox.translator.manifest.RouteFilter;
import dev.signalbox.translator.model.Fraction;
import dev.signalbox.translator.model.RouteAction.Mirror;
import java.util.Objects;
import java.util.Optional;

/** requestMirror. */
final class Mirrors {
  private static final int PERCENT = 100;

  private Mirrors() {}

  static Optional<Mirror> convert(
      RouteFilter.Mirror mirror, Origin origin, Backends backends, Diagnostics diagnostics) {
    BackendReference backend = mirror.backendRef();
    if (mirror.percent() != null && mirror.fraction() != null) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "percent and fraction exclude each other",
          "Keep one of them.");
    }
    if (backend == null) {
      return Optional.empty();
    }
    Origin at = origin.at("backendRef");
    return Optional.of(
        new Mirror(at, backends.destination(backend, at), fraction(mirror, origin, diagnostics)));
  }

  private static Fraction fraction(
      RouteFilter.Mirror mirror, Origin origin, Diagnostics diagnostics) {
    if (mirror.percent() != null) {
      return fraction(mirror.percent(), PERCENT, origin.at("percent"), diagnostics);
    }
    RouteFilter.Fraction fraction = mirror.fraction();
    return fraction == null
        ? Fraction.ALL
        : fraction(
            fraction.numerator(),
            Objects.requireNonNullElse(fraction.denominator(), PERCENT),
            origin.at("fraction"),
            diagnostics);
  }

  private static Fraction fraction(
      int numerator, int denominator, Origin origin, Diagnostics diagnostics) {
    if (denominator < 1 || numerator < 0 || numerator > denominator) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          numerator + " of " + denominator + " is no share",
          "Write a share between nothing and everything.");
      return Fraction.NONE;
    }
    return Fraction.of(numerator, denominator);
  }
}
