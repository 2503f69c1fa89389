package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.net.HostAndPort;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.Sidecar.Ingress;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Sidecar.LocalEndpoint;
import java.util.HashSet;
import java.util.Set;

/** A Sidecar's listeners for calls to the workload. One with an error is left out. */
final class IngressListeners {
  private static final ImmutableSet<String> INSTANCE = ImmutableSet.of("0.0.0.0", "::");
  private static final ImmutableSet<String> LOOPBACK = ImmutableSet.of("", "127.0.0.1", "::1");
  private static final String FORMS =
      "Write 127.0.0.1:PORT, [::1]:PORT, 0.0.0.0:PORT, [::]:PORT or unix:///path.";

  private final Diagnostics diagnostics;
  private final Set<Integer> ports = new HashSet<>();

  private IngressListeners(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  static ImmutableList<dev.signalbox.translator.model.Sidecar.Ingress> convert(
      ImmutableList<Ingress> listeners, Origin origin, Diagnostics diagnostics) {
    IngressListeners ingress = new IngressListeners(diagnostics);
    var converted = ImmutableList.<dev.signalbox.translator.model.Sidecar.Ingress>builder();
    for (int i = 0; i < listeners.size(); i++) {
      var port = listeners.get(i).port();
      if (port == null) {
        continue;
      }
      var result = ingress.convert(listeners.get(i), port, origin.at(i));
      if (!diagnostics.hasErrorIn(origin.at(i))) {
        converted.add(result);
      }
    }
    return converted.build();
  }

  private dev.signalbox.translator.model.Sidecar.Ingress convert(
      Ingress listener, dev.signalbox.translator.manifest.Sidecar.Port port, Origin origin) {
    Protocol protocol = Sidecars.protocol(port, origin.at("port"), diagnostics);
    Names.isPortName(port.name(), origin.at("port").at("name"), diagnostics);
    if (Values.isPort(port.number(), origin.at("port").at("number"), diagnostics)
        && !ports.add(port.number())) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("port").at("number"),
          "another ingress has the port " + port.number(),
          "Remove one of them.");
    }
    if (!listener.bind().isEmpty()) {
      Values.isIpAddress(listener.bind(), origin.at("bind"), diagnostics);
    }
    return new dev.signalbox.translator.model.Sidecar.Ingress(
        origin,
        port.number(),
        protocol,
        listener.bind(),
        Sidecars.captureMode(listener.captureMode(), origin, diagnostics),
        endpoint(listener.defaultEndpoint(), origin.at("defaultEndpoint")));
  }

  private LocalEndpoint endpoint(String written, Origin origin) {
    if (written.isEmpty()) {
      return new LocalEndpoint.Original();
    }
    if (written.startsWith(Sidecars.UNIX)) {
      Sidecars.isSocket(written, origin, diagnostics);
      return new LocalEndpoint.Socket(written.substring(Sidecars.UNIX.length()));
    }
    try {
      HostAndPort parsed = HostAndPort.fromString(written).requireBracketsForIPv6();
      int port = parsed.getPortOrDefault(0);
      if (Values.isPort(port, origin, diagnostics)) {
        return address(parsed.getHost(), port, written, origin);
      }
    } catch (IllegalArgumentException e) {
      invalid(written, origin);
    }
    return new LocalEndpoint.Original();
  }

  private LocalEndpoint address(String host, int port, String written, Origin origin) {
    if (INSTANCE.contains(host)) {
      return new LocalEndpoint.Instance(port);
    }
    if (!LOOPBACK.contains(host)) {
      invalid(written, origin);
    }
    return new LocalEndpoint.Loopback(host.isEmpty() ? "127.0.0.1" : host, port);
  }

  private void invalid(String written, Origin origin) {
    diagnostics.add(
        Code.INVALID_VALUE, origin, "\"" + written + "\" is not the workload's own", FORMS);
  }
}
