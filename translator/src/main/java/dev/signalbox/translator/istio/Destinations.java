package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.model.RouteAction.Destination;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where requests or copies of them go. */
final class Destinations {
  private static final Pattern SUBSET = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private Destinations() {}

  static Destination convert(
      VirtualService.@Nullable Destination destination, Origin origin, Diagnostics diagnostics) {
    if (destination == null) {
      return new Destination("", "", OptionalInt.empty());
    }
    String host = destination.host();
    if (!host.isEmpty() && (host.equals("*") || !Hosts.isValid(host))) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("host"),
          "\"" + host + "\" is not a host that requests can go to",
          "Write the name of a service.");
    }
    if (!destination.subset().isEmpty() && !SUBSET.matcher(destination.subset()).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("subset"),
          "\"" + destination.subset() + "\" is not a subset's name",
          "Use lower-case letters, digits and dashes.");
    }
    return new Destination(
        Hosts.resolve(host, origin.namespace()),
        destination.subset(),
        port(destination.port(), origin.at("port"), diagnostics));
  }

  private static OptionalInt port(
      VirtualService.@Nullable Port port, Origin origin, Diagnostics diagnostics) {
    return port != null && Values.isPort(port.number(), origin.at("number"), diagnostics)
        ? OptionalInt.of(port.number())
        : OptionalInt.empty();
  }
}
