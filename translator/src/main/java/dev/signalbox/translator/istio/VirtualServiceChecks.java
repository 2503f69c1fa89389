package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpRoute;
import dev.signalbox.translator.manifest.VirtualService.TcpRoute;

/** What is wrong or odd in a VirtualService though it could be built. */
final class VirtualServiceChecks {
  private final Diagnostics diagnostics;

  private VirtualServiceChecks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static void check(VirtualService.Spec spec, Origin origin, Diagnostics diagnostics) {
    VirtualServiceChecks checks = new VirtualServiceChecks(diagnostics);
    for (int i = 0; i < spec.http().size(); i++) {
      checks.route(spec.http().get(i), origin.at("http").at(i));
    }
    for (int i = 0; i < spec.tcp().size(); i++) {
      checks.route(spec.tcp().get(i), origin.at("tcp").at(i));
    }
  }

  private void route(HttpRoute route, Origin origin) {
    for (int i = 0; i < route.match().size(); i++) {
      Origin labels = origin.at("match").at(i).at("sourceLabels");
      route
          .match()
          .get(i)
          .sourceLabels()
          .forEach((key, value) -> Names.checkLabel(key, value, labels, diagnostics));
    }
    Origin destinations = origin.at("route");
    if (route.route().size() == 1) {
      DestinationHints.single(route.route().get(0).weight(), destinations.at(0), diagnostics);
    }
    DestinationHints.repeated(
        route.route().stream().map(VirtualService.HttpRouteDestination::destination).toList(),
        destinations,
        diagnostics);
  }

  private void route(TcpRoute route, Origin origin) {
    for (int i = 0; i < route.match().size(); i++) {
      Origin gateways = origin.at("match").at(i).at("gateways");
      GatewayNames.check(route.match().get(i).gateways(), gateways, diagnostics);
    }
    Origin destinations = origin.at("route");
    if (route.route().size() == 1) {
      DestinationHints.single(route.route().get(0).weight(), destinations.at(0), diagnostics);
    }
    DestinationHints.repeated(
        route.route().stream().map(VirtualService.RouteDestination::destination).toList(),
        destinations,
        diagnostics);
  }
}
