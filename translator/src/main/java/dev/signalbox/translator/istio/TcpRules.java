package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.VirtualService.L4MatchAttributes;
import dev.signalbox.translator.manifest.VirtualService.RouteDestination;
import dev.signalbox.translator.manifest.VirtualService.TcpRoute;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.Subnet;
import dev.signalbox.translator.model.TcpRule;
import java.util.Optional;
import java.util.OptionalInt;

/** A VirtualService's tcp[] entries. */
final class TcpRules {
  private final Diagnostics diagnostics;

  TcpRules(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  ImmutableList<TcpRule> convert(ImmutableList<TcpRoute> routes, Origin origin) {
    ImmutableList.Builder<TcpRule> rules = ImmutableList.builder();
    for (int i = 0; i < routes.size(); i++) {
      rules.add(convert(routes.get(i), origin.at(i)));
    }
    return rules.build();
  }

  private TcpRule convert(TcpRoute route, Origin origin) {
    ImmutableList<TcpRule.Match> matches = matches(route, origin.at("match"));
    ImmutableList<WeightedDestination> destinations = destinations(route, origin.at("route"));
    boolean broken = diagnostics.hasErrorIn(origin, origin.at("match"));
    return new TcpRule(origin, matches, broken ? ImmutableList.of() : destinations);
  }

  /** An alternative that can't be built matches nothing; the others stay. */
  private ImmutableList<TcpRule.Match> matches(TcpRoute route, Origin origin) {
    if (route.match().isEmpty()) {
      return diagnostics.hasErrorIn(origin)
          ? ImmutableList.of()
          : ImmutableList.of(TcpRule.Match.ANY);
    }
    ImmutableList.Builder<TcpRule.Match> matches = ImmutableList.builder();
    for (int i = 0; i < route.match().size(); i++) {
      TcpRule.Match match = match(route.match().get(i), origin.at(i));
      if (!diagnostics.hasErrorIn(origin.at(i))) {
        matches.add(match);
      }
    }
    return matches.build();
  }

  private TcpRule.Match match(L4MatchAttributes match, Origin origin) {
    ImmutableMap<String, String> labels = match.sourceLabels();
    GatewayNames.check(match.gateways(), origin.at("gateways"), diagnostics);
    labels.forEach((k, v) -> Names.checkLabel(k, v, origin.at("sourceLabels"), diagnostics));
    return new TcpRule.Match(
        subnets(match, origin.at("destinationSubnets")),
        port(match, origin.at("port")),
        labels,
        Optional.of(match.sourceNamespace()).filter(namespace -> !namespace.isEmpty()),
        GatewayNames.resolve(match.gateways(), origin.namespace()));
  }

  private OptionalInt port(L4MatchAttributes match, Origin origin) {
    int port = match.port() == null ? 0 : match.port();
    return port != 0 && Values.isPort(port, origin, diagnostics)
        ? OptionalInt.of(port)
        : OptionalInt.empty();
  }

  private ImmutableList<String> subnets(L4MatchAttributes match, Origin origin) {
    for (int i = 0; i < match.destinationSubnets().size(); i++) {
      String subnet = match.destinationSubnets().get(i);
      if (Subnet.parse(subnet).isEmpty()) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "\"" + subnet + "\" is neither an IP address nor a CIDR block",
            "Write an address, or one with a slash and a number of bits.");
      }
    }
    return match.destinationSubnets();
  }

  private ImmutableList<WeightedDestination> destinations(TcpRoute route, Origin origin) {
    if (route.route().isEmpty()) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "the rule has no route", "Add one destination at least.");
    }
    ImmutableList.Builder<WeightedDestination> destinations = ImmutableList.builder();
    boolean single = route.route().size() == 1;
    long total = 0;
    for (int i = 0; i < route.route().size(); i++) {
      RouteDestination entry = route.route().get(i);
      int weight = single ? 1 : entry.weight();
      total += weight;
      checkWeight(entry.weight(), origin.at(i).at("weight"));
      destinations.add(
          new WeightedDestination(
              origin.at(i),
              Destinations.convert(
                  entry.destination(), origin.at(i).at("destination"), diagnostics),
              weight,
              HeaderChanges.NONE));
    }
    if (!route.route().isEmpty() && (total == 0 || total > Integer.MAX_VALUE)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the weights add up to " + (total == 0 ? "0" : "too much"),
          total == 0 ? "Give one destination at least a weight." : "Make them smaller.");
    }
    return destinations.build();
  }

  private void checkWeight(int weight, Origin origin) {
    if (weight < 0) {
      diagnostics.add(Code.INVALID_VALUE, origin, "the weight is negative", "Make it 0 or more.");
    }
  }
}
