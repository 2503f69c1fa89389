package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Locale;

/**
 * Whether clients prefer what is close, by the Service's field or else by Istio's annotation:
 * https://istio.io/latest/docs/reference/config/annotations
 */
public final class TrafficDistribution {
  private static final String ANNOTATION = "networking.istio.io/traffic-distribution";

  private TrafficDistribution() {}

  /** Reports what is not one of the known preferences. */
  public static boolean preferClose(
      String field, ImmutableMap<String, String> annotations, Origin id, Diagnostics diagnostics) {
    boolean byField = !field.isEmpty();
    String value = byField ? field : annotations.getOrDefault(ANNOTATION, "");
    Origin origin =
        byField
            ? id.at("spec").at("trafficDistribution")
            : id.at("metadata").at("annotations").atKey(ANNOTATION);
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "", "any" -> false;
      case "preferclose", "prefersamezone" -> true;
      case "prefersamenode" -> {
        diagnostics.add(
            Code.NOT_SUPPORTED_YET,
            origin,
            "nobody tells here on which node a proxy runs",
            "Use PreferClose, which goes by zone and region.");
        yield false;
      }
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin,
            "\"" + value + "\" is not a distribution of traffic",
            "Use PreferClose.");
        yield false;
      }
    };
  }
}
