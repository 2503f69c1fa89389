package dev.signalbox.translator.istio;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpRoute;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.HostPattern;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.RouteTable;
import java.util.Locale;

/** https://istio.io/latest/docs/reference/config/networking/virtual-service */
public final class VirtualServices {
  private VirtualServices() {}

  public static ImmutableList<Element> convert(
      VirtualService manifest, Origin id, Diagnostics diagnostics) {
    VirtualService.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    VirtualServiceChecks.check(spec, id.at("spec"), diagnostics);
    ImmutableList<RouteRule> rules = rules(manifest, spec, id.at("spec").at("http"), diagnostics);
    if (Delegation.isDelegate(manifest)) {
      checkDelegate(spec, id.at("spec"), diagnostics);
      return ImmutableList.of();
    }
    return ImmutableList.of(table(manifest, id, rules, diagnostics));
  }

  static RouteTable table(
      VirtualService manifest, Origin id, ImmutableList<RouteRule> rules, Diagnostics diagnostics) {
    VirtualService.Spec spec = requireNonNull(manifest.spec());
    Origin origin = id.at("spec");
    GatewayNames.check(spec.gateways(), origin.at("gateways"), diagnostics);
    return new RouteTable(
        id,
        new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
        hosts(spec, origin.at("hosts"), diagnostics),
        gateways(spec, id.namespace()),
        ExportTo.rules(spec.exportTo(), origin.at("exportTo"), diagnostics),
        rules,
        new TcpRules(diagnostics).convert(spec.tcp(), origin.at("tcp")));
  }

  /** What others delegate to. */
  private static void checkDelegate(
      VirtualService.Spec spec, Origin origin, Diagnostics diagnostics) {
    ExportTo.rules(spec.exportTo(), origin.at("exportTo"), diagnostics);
    if (!spec.gateways().isEmpty()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("gateways"),
          "without hosts it is a delegate, for which the gateways of its root count",
          "Remove gateways, or add hosts.");
    }
    if (!spec.tcp().isEmpty()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("tcp"),
          "without hosts it is a delegate, which has http rules only",
          "Remove tcp, or add hosts.");
    }
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
    checkDistinct(spec.hosts(), origin, diagnostics);
    return hosts.build().stream().distinct().collect(ImmutableList.toImmutableList());
  }

  /** A wildcard stands for the names below it, too. */
  private static void checkDistinct(
      ImmutableList<String> hosts, Origin origin, Diagnostics diagnostics) {
    for (int i = 0; i < hosts.size(); i++) {
      String later = hosts.get(i).toLowerCase(Locale.ROOT);
      for (String earlier : hosts.subList(0, i)) {
        if (HostPattern.intersection(later, earlier.toLowerCase(Locale.ROOT)).isPresent()) {
          diagnostics.add(
              Code.CONFLICTING_FIELDS,
              origin.at(i),
              hosts.get(i) + " and " + earlier + " are hosts twice",
              "Keep one of them, or make two VirtualServices.");
        }
      }
    }
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

  /** Without those that delegate, which become rules only together with others. */
  private static ImmutableList<RouteRule> rules(
      VirtualService manifest, VirtualService.Spec spec, Origin origin, Diagnostics diagnostics) {
    boolean others =
        !spec.tcp().isEmpty() || diagnostics.hasErrorIn(origin.object().at("spec").at("tls"));
    if (spec.http().isEmpty() && !others) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "there is neither an http nor a tcp rule",
          "Add one at least.");
    }
    HttpRules rules = new HttpRules(diagnostics);
    ImmutableList.Builder<RouteRule> converted = ImmutableList.builder();
    for (int i = 0; i < spec.http().size(); i++) {
      HttpRoute route = spec.http().get(i);
      if (route.delegate() == null) {
        converted.add(rules.convert(route, origin.at(i)));
      } else if (Delegation.isDelegate(manifest)) {
        nested(origin.at(i).at("delegate"), diagnostics);
      } else {
        rules.checkDelegating(route, origin.at(i));
      }
    }
    ImmutableList<RouteRule> built = converted.build();
    UnreachableRules.check(built, diagnostics);
    return built;
  }

  private static void nested(Origin origin, Diagnostics diagnostics) {
    diagnostics.add(
        Code.CONFLICTING_FIELDS,
        origin,
        "without hosts it is a delegate itself, and a delegate can't delegate",
        "Delegate from the root.");
  }
}
