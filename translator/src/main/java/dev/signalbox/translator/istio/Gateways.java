package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.IstioGateway;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.Gateway.Server;
import dev.signalbox.translator.model.Gateway.ServerHost;
import dev.signalbox.translator.model.Precedence;
import java.util.Locale;

/** https://istio.io/latest/docs/reference/config/networking/gateway */
public final class Gateways {
  private static final ImmutableSet<String> HTTP = ImmutableSet.of("HTTP", "HTTP2", "GRPC");
  private static final ImmutableSet<String> OTHERS =
      ImmutableSet.of("HTTPS", "TLS", "TCP", "MONGO", "GRPC-WEB");

  private Gateways() {}

  public static ImmutableList<Element> convert(
      IstioGateway manifest, Origin id, Diagnostics diagnostics) {
    IstioGateway.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec").at("servers");
    ImmutableList.Builder<Server> servers = ImmutableList.builder();
    for (int i = 0; i < spec.servers().size(); i++) {
      Server server = server(spec.servers().get(i), origin.at(i), diagnostics);
      if (!diagnostics.hasErrorIn(origin.at(i))) {
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

  private static Server server(IstioGateway.Server server, Origin origin, Diagnostics diagnostics) {
    IstioGateway.Port port = server.port();
    if (port == null) {
      return new Server(origin, 0, ImmutableList.of());
    }
    String protocol = port.protocol().toUpperCase(Locale.ROOT);
    if (OTHERS.contains(protocol)) {
      diagnostics.add(
          Code.NOT_SUPPORTED_YET,
          origin.at("port").at("protocol"),
          protocol + " servers are not supported yet",
          "Use HTTP.");
    } else if (!HTTP.contains(protocol)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("port").at("protocol"),
          port.protocol() + " is not a protocol",
          "Use HTTP.");
    }
    Values.isPort(port.number(), origin.at("port").at("number"), diagnostics);
    return new Server(origin, port.number(), hosts(server, origin.at("hosts"), diagnostics));
  }

  private static ImmutableList<ServerHost> hosts(
      IstioGateway.Server server, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<ServerHost> hosts = ImmutableList.builder();
    for (int i = 0; i < server.hosts().size(); i++) {
      String entry = server.hosts().get(i);
      int slash = entry.indexOf('/');
      String namespace = slash < 0 ? "*" : entry.substring(0, slash);
      String host = entry.substring(slash + 1).toLowerCase(Locale.ROOT);
      if (!Hosts.isValid(host)) {
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
}
