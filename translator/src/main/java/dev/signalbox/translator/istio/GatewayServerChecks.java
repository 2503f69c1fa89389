package dev.signalbox.translator.istio;

import com.google.common.net.InetAddresses;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.IstioGateway;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Protocol;

/** What is wrong with a Gateway's server. */
final class GatewayServerChecks {
  private GatewayServerChecks() {}

  static void check(
      IstioGateway.Server server, IstioGateway.Port port, Origin origin, Diagnostics diagnostics) {
    protocol(port, origin.at("port").at("protocol"), diagnostics);
    number(server, port, origin, diagnostics);
    if (port.targetPort() != null && port.targetPort() != 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("port").at("targetPort"),
          "a targetPort has no effect on a Gateway",
          "Remove it: the Service in front of the gateway has one.");
    }
    if (server.tls() != null) {
      tls(server.tls(), port, origin.at("tls"), diagnostics);
    }
  }

  private static void protocol(IstioGateway.Port port, Origin origin, Diagnostics diagnostics) {
    Protocol protocol = Protocol.byName(port.protocol());
    if (protocol == Protocol.TLS) {
      diagnostics.add(
          Code.NOT_SUPPORTED_YET,
          origin,
          port.protocol() + " servers are not supported yet: they need TLS or SNI",
          "Use HTTP or TCP.");
    } else if (protocol == Protocol.UDP) {
      diagnostics.add(
          Code.UNSUPPORTED_PROTOCOL, origin, "gateways don't open UDP ports", "Use HTTP or TCP.");
    } else if (!port.protocol().isEmpty() && !Protocol.isIstios(port.protocol())) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          port.protocol() + " is not a protocol of gateways",
          "Use HTTP, HTTP2, GRPC, GRPC-WEB, TCP, MONGO, MYSQL or REDIS.");
    }
  }

  private static void number(
      IstioGateway.Server server, IstioGateway.Port port, Origin origin, Diagnostics diagnostics) {
    if (!Address.isUnix(server.bind())) {
      Values.isPort(port.number(), origin.at("port").at("number"), diagnostics);
      if (!server.bind().isEmpty() && !InetAddresses.isInetAddress(server.bind())) {
        bind(server.bind(), origin, diagnostics);
      }
      return;
    }
    if (port.number() != 0) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("port").at("number"),
          "a path has no port",
          "Write 0.");
    }
    if (!Address.isUnixPath(server.bind())) {
      bind(server.bind(), origin, diagnostics);
    }
  }

  private static void bind(String bind, Origin origin, Diagnostics diagnostics) {
    diagnostics.add(
        Code.INVALID_VALUE,
        origin.at("bind"),
        "\"" + bind + "\" is neither an IP address nor unix:// and a path",
        "Write one of them.");
  }

  /** A redirect to https is plain HTTP; PASSTHROUGH is the default, which says nothing. */
  private static void tls(
      IstioGateway.Tls tls, IstioGateway.Port port, Origin origin, Diagnostics diagnostics) {
    Protocol protocol = Protocol.byName(port.protocol());
    if (!tls.mode().isEmpty() && !tls.mode().equals("PASSTHROUGH")) {
      diagnostics.add(
          Code.NOT_SUPPORTED_YET,
          origin.at("mode"),
          "TLS at a gateway is not supported yet",
          "Remove it, or wait for the release that supports it.");
    }
    if (!protocol.isHttp() && protocol != Protocol.TLS) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "a " + port.protocol() + " server has no TLS settings",
          "Remove tls.");
    }
  }
}
