package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.Destination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What works in a list of destinations, probably not as meant. */
final class DestinationHints {
  private static final int ALL = 100;

  private DestinationHints() {}

  /** The only destination of a rule gets everything. */
  static void single(int weight, Origin origin, Diagnostics diagnostics) {
    if (weight < 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("weight"),
          "the weight " + weight + " is negative",
          "Make it 0 or more.");
    } else if (weight != 0 && weight != ALL) {
      diagnostics.add(
          Code.SINGLE_WEIGHT,
          origin.at("weight"),
          "the weight " + weight + " has no effect: it is the only destination",
          "Remove it, or add the other destination.");
    }
  }

  static void repeated(
      List<@Nullable Destination> destinations, Origin origin, Diagnostics diagnostics) {
    Map<Destination, Integer> seen = new HashMap<>();
    for (int i = 0; i < destinations.size(); i++) {
      Destination destination = destinations.get(i);
      Integer first = destination == null ? null : seen.putIfAbsent(destination, i);
      if (first != null) {
        diagnostics.add(
            Diagnostic.of(
                    Code.REPEATED_DESTINATION,
                    origin.at(i).at("destination"),
                    "the destination " + destination.host() + " is already there",
                    "Join them, or correct the subset of one.")
                .relatedTo(origin.at(first).at("destination")));
      }
    }
  }
}
