package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.IstioGateway;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.Gateway.Server;
import dev.signalbox.translator.model.Gateway.ServerHost;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Protocol;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** https://istio.io/latest/docs/reference/config/networking/gateway */
public final class Gateways {
  private Gateways() {}

  public static ImmutableList<Element> convert(
      IstioGateway manifest, Origin id, Diagnostics diagnostics) {
    IstioGateway.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec").at("servers");
    check(spec, id, diagnostics);
    ImmutableList.Builder<Server> servers = ImmutableList.builder();
    for (int i = 0; i < spec.servers().size(); i++) {
      Server server = server(spec.servers().get(i), origin.at(i), diagnostics);
      if (!diagnostics.hasErrorIn(origin.at(i)) && server.protocol() != Protocol.UDP) {
        servers.add(server);
      }
    }
    return ImmutableList.of(
        new Gateway(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            spec.selector(),
            servers.build()));
  }

  private static void check(IstioGateway.Spec spec, Origin id, Diagnostics diagnostics) {
    Origin origin = id.at("spec").at("servers");
    if (!Names.isDnsLabel(id.name())) {
      diagnostics.add(
          Code.INVALID_VALUE,
          id.at("metadata").at("name"),
          "\"" + id.name() + "\" is not a Gateway's name",
          "Use letters, digits and dashes.");
    }
    if (spec.servers().isEmpty()) {
      diagnostics.add(Code.MISSING_FIELD, origin, "there is no server", "Add one server at least.");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.servers().size(); i++) {
      IstioGateway.Port port = spec.servers().get(i).port();
      if (port != null && !port.name().isEmpty() && !names.add(port.name())) {
        diagnostics.add(
            Code.CONFLICTING_FIELDS,
            origin.at(i).at("port").at("name"),
            "two ports have the name " + port.name(),
            "Give each port its own name.");
      }
    }
  }

  private static Server server(IstioGateway.Server server, Origin origin, Diagnostics diagnostics) {
    IstioGateway.Port port = server.port();
    ImmutableList<ServerHost> hosts = hosts(server, origin.at("hosts"), diagnostics);
    if (port == null) {
      return new Server(origin, "", 0, Protocol.HTTP, hosts, false);
    }
    GatewayServerChecks.check(server, port, origin, diagnostics);
    return new Server(
        origin,
        server.bind(),
        port.number(),
        Protocol.byName(port.protocol()),
        hosts,
        server.tls() != null && server.tls().httpsRedirect());
  }

  private static ImmutableList<ServerHost> hosts(
      IstioGateway.Server server, Origin origin, Diagnostics diagnostics) {
    if (server.hosts().isEmpty()) {
      diagnostics.add(Code.MISSING_FIELD, origin, "there is no host", "Add one host at least.");
    }
    ImmutableList.Builder<ServerHost> hosts = ImmutableList.builder();
    for (int i = 0; i < server.hosts().size(); i++) {
      String entry = server.hosts().get(i);
      int slash = entry.indexOf('/');
      String namespace = slash < 0 ? "*" : entry.substring(0, slash);
      String host = entry.substring(slash + 1).toLowerCase(Locale.ROOT);
      if (!Hosts.isQualified(host) || !isNamespace(namespace)) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "\"" + entry + "\" is not a host",
            "Write a DNS name, *.name or *, with namespace/ before it if you like.");
      }
      hosts.add(new ServerHost(namespace.equals(".") ? origin.namespace() : namespace, host));
    }
    return hosts.build();
  }

  private static boolean isNamespace(String name) {
    return name.equals("*") || name.equals(".") || Names.isDnsLabel(name);
  }
}
