package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;

/** https://istio.io/latest/docs/reference/config/networking/virtual-service */
public final class VirtualServices {
  private VirtualServices() {}

  public static ImmutableList<Element> convert(
      VirtualService manifest, Origin id, Diagnostics diagnostics) {
    VirtualService.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    return ImmutableList.of(
        new RouteTable(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            hosts(spec, origin.at("hosts"), diagnostics),
            gateways(spec, id.namespace()),
            ExportTo.rules(spec.exportTo(), origin.at("exportTo"), diagnostics),
            rules(spec, origin.at("http"), diagnostics)));
  }

  private static ImmutableList<String> hosts(
      VirtualService.Spec spec, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<String> hosts = ImmutableList.builder();
    for (int i = 0; i < spec.hosts().size(); i++) {
      String host = spec.hosts().get(i);
      if (Hosts.isValid(host)) {
        hosts.add(Hosts.resolve(host, origin.namespace()));
      } else {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "\"" + host + "\" is not a host name",
            "Write a DNS name, *.name or *.");
      }
    }
    if (spec.hosts().contains("*") && inMesh(spec)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at(spec.hosts().indexOf("*")),
          "the host * is for gateways only",
          "Name gateways without mesh, or name the host.");
    }
    return hosts.build().stream().distinct().collect(ImmutableList.toImmutableList());
  }

  private static boolean inMesh(VirtualService.Spec spec) {
    return spec.gateways().isEmpty() || spec.gateways().contains(RouteTable.MESH);
  }

  private static ImmutableList<String> gateways(VirtualService.Spec spec, String namespace) {
    if (spec.gateways().isEmpty()) {
      return ImmutableList.of(RouteTable.MESH);
    }
    return GatewayNames.resolve(spec.gateways(), namespace);
  }

  private static ImmutableList<RouteRule> rules(
      VirtualService.Spec spec, Origin origin, Diagnostics diagnostics) {
    if (spec.http().isEmpty()) {
      diagnostics.add(
          Code.MISSING_FIELD, origin, "there is no http rule", "Add http with one rule at least.");
    }
    HttpRules rules = new HttpRules(diagnostics);
    ImmutableList.Builder<RouteRule> converted = ImmutableList.builder();
    for (int i = 0; i < spec.http().size(); i++) {
      converted.add(rules.convert(spec.http().get(i), origin.at(i)));
    }
    return converted.build();
  }
}
