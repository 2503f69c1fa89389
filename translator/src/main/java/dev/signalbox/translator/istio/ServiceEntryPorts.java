package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.ServiceEntry;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.ServicePort;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/** A ServiceEntry's ports. */
final class ServiceEntryPorts {
  private ServiceEntryPorts() {}

  static ImmutableList<ServicePort> convert(
      ServiceEntry.Spec spec, Resolution resolution, Origin origin, Diagnostics diagnostics) {
    checkUnique(spec, origin, diagnostics);
    ImmutableList.Builder<ServicePort> ports = ImmutableList.builder();
    for (int i = 0; i < spec.ports().size(); i++) {
      ServiceEntry.Port port = spec.ports().get(i);
      check(port, origin.at(i), diagnostics);
      if (!diagnostics.hasErrorIn(origin.at(i))
          && isProxied(port, resolution, origin.at(i).at("protocol"), diagnostics)) {
        ports.add(port(port, resolution));
      }
    }
    return ports.build();
  }

  /** Where connections keep their destination, they keep its port unless another one is named. */
  private static ServicePort port(ServiceEntry.Port port, Resolution resolution) {
    int target = port.targetPort() == null ? 0 : port.targetPort();
    boolean named = target != 0;
    OptionalInt number =
        !named && resolution.isOriginalDestination()
            ? OptionalInt.empty()
            : OptionalInt.of(named ? target : port.number());
    return new ServicePort(
        port.name(), port.number(), Protocol.byName(port.protocol()), "", number);
  }

  private static void check(ServiceEntry.Port port, Origin origin, Diagnostics diagnostics) {
    Values.isPort(port.number(), origin.at("number"), diagnostics);
    if (port.targetPort() != null && port.targetPort() != 0) {
      Values.isPort(port.targetPort(), origin.at("targetPort"), diagnostics);
    }
    Names.isPortName(port.name(), origin.at("name"), diagnostics);
    if (!port.protocol().isEmpty() && !Protocol.isIstios(port.protocol())) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("protocol"),
          port.protocol() + " is not a protocol",
          "Use HTTP, HTTP2, GRPC, GRPC-WEB, HTTPS, TLS, TCP, MONGO, MYSQL, REDIS or UDP.");
    }
  }

  private static boolean isProxied(
      ServiceEntry.Port port, Resolution resolution, Origin origin, Diagnostics diagnostics) {
    Protocol protocol = Protocol.byName(port.protocol());
    if (protocol == Protocol.UDP) {
      diagnostics.add(
          Code.UNSUPPORTED_PROTOCOL,
          origin,
          "UDP ports are not proxied",
          "Nothing to do: clients reach it without the proxy.");
      return false;
    }
    if (resolution == Resolution.DYNAMIC_DNS && !protocol.isHttp()) {
      diagnostics.add(
          Code.UNSUPPORTED_PROTOCOL,
          origin,
          "the resolution DYNAMIC_DNS finds the host in HTTP requests only",
          "Use HTTP, HTTP2 or GRPC, or another resolution.");
      return false;
    }
    return true;
  }

  private static void checkUnique(ServiceEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    Set<Object> seen = new HashSet<>();
    for (int i = 0; i < spec.ports().size(); i++) {
      ServiceEntry.Port port = spec.ports().get(i);
      if (!port.name().isEmpty() && !seen.add(port.name())) {
        twice(origin.at(i).at("name"), "name " + port.name(), diagnostics);
      }
      if (!seen.add(port.number())) {
        twice(origin.at(i).at("number"), "number " + port.number(), diagnostics);
      }
    }
  }

  private static void twice(Origin origin, String what, Diagnostics diagnostics) {
    diagnostics.add(
        Code.CONFLICTING_FIELDS,
        origin,
        "two ports have the " + what,
        "Give each port its own name and number.");
  }
}
