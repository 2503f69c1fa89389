package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpMirrorPolicy;
import dev.signalbox.translator.manifest.VirtualService.HttpRoute;
import dev.signalbox.translator.model.Fraction;
import dev.signalbox.translator.model.RouteAction.Mirror;

/** http[].mirror with its percentage, and http[].mirrors. */
final class Mirrors {
  private static final String DESTINATION = "destination";

  private Mirrors() {}

  static ImmutableList<Mirror> convert(HttpRoute route, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<Mirror> mirrors = ImmutableList.builder();
    VirtualService.Destination single = route.mirror();
    Fraction fraction = fraction(route, origin, diagnostics);
    if (single != null) {
      mirrors.add(mirror(single, fraction, origin.at("mirror"), diagnostics));
    }
    for (int i = 0; i < route.mirrors().size(); i++) {
      HttpMirrorPolicy policy = route.mirrors().get(i);
      Origin at = origin.at("mirrors").at(i);
      Fraction share =
          Percents.convert(
              policy.percentage(), null, Fraction.ALL, at.at("percentage"), diagnostics);
      if (policy.destination() != null) {
        mirrors.add(mirror(policy.destination(), share, at.at(DESTINATION), diagnostics));
      }
    }
    if (single != null && !route.mirrors().isEmpty()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "mirror and mirrors exclude each other",
          "Put all of them into mirrors.");
    }
    return mirrors.build();
  }

  private static Mirror mirror(
      VirtualService.Destination destination,
      Fraction fraction,
      Origin origin,
      Diagnostics diagnostics) {
    return new Mirror(origin, Destinations.convert(destination, origin, diagnostics), fraction);
  }

  private static Fraction fraction(HttpRoute route, Origin origin, Diagnostics diagnostics) {
    String field = route.mirrorPercent() == null ? "mirror_percent" : "mirrorPercent";
    Integer percent =
        route.mirrorPercent() == null ? route.mirrorPercentOfOldName() : route.mirrorPercent();
    if (percent != null) {
      diagnostics.add(
          Code.DEPRECATED_FIELD,
          origin.at(field),
          field + " is deprecated",
          "Use mirrorPercentage.");
    }
    return Percents.convert(
        route.mirrorPercentage(),
        percent,
        Fraction.ALL,
        origin.at(route.mirrorPercentage() == null ? field : "mirrorPercentage"),
        diagnostics);
  }
}
