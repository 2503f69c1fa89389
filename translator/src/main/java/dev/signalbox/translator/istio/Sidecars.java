package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.Sidecar;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.OutboundTrafficPolicy;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.Sidecar.CaptureMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** https://istio.io/latest/docs/reference/config/networking/sidecar */
public final class Sidecars {
  static final String UNIX = "unix://";

  private Sidecars() {}

  public static ImmutableList<Element> convert(
      Sidecar manifest, Origin id, Diagnostics diagnostics) {
    Sidecar.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    checkEmpty(spec, origin, diagnostics);
    return ImmutableList.of(
        new dev.signalbox.translator.model.Sidecar(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            selector(spec, origin.at("workloadSelector"), diagnostics),
            EgressListeners.convert(spec.egress(), origin.at("egress"), diagnostics),
            IngressListeners.convert(spec.ingress(), origin.at("ingress"), diagnostics),
            outbound(spec, origin.at("outboundTrafficPolicy"), diagnostics)));
  }

  private static void checkEmpty(Sidecar.Spec spec, Origin origin, Diagnostics diagnostics) {
    if (spec.egress().isEmpty()
        && spec.ingress().isEmpty()
        && spec.outboundTrafficPolicy() == null
        && !diagnostics.hasErrorIn(origin)) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the Sidecar says nothing",
          "Add egress, ingress or outboundTrafficPolicy.");
    }
  }

  private static Optional<ImmutableMap<String, String>> selector(
      Sidecar.Spec spec, Origin origin, Diagnostics diagnostics) {
    if (spec.workloadSelector() == null) {
      return Optional.empty();
    }
    ImmutableMap<String, String> labels = spec.workloadSelector().labels();
    if (labels.isEmpty()) {
      diagnostics.add(
          Code.SELECTS_EVERYTHING,
          origin,
          "the selector has no labels, so it selects all workloads of the namespace",
          "Name labels, or remove workloadSelector.");
    }
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (label.getKey().isEmpty() || (label.getKey() + label.getValue()).contains("*")) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("labels").atKey(label.getKey()),
            "a selector has neither empty labels nor wildcards",
            "Write labels as the workloads have them.");
      }
    }
    return Optional.of(labels);
  }

  private static Optional<OutboundTrafficPolicy> outbound(
      Sidecar.Spec spec, Origin origin, Diagnostics diagnostics) {
    Sidecar.OutboundTrafficPolicy policy = spec.outboundTrafficPolicy();
    return policy == null ? Optional.empty() : Optional.of(outbound(policy, origin, diagnostics));
  }

  /** REGISTRY_ONLY is what an empty one means: the enum's zero. */
  private static OutboundTrafficPolicy outbound(
      Sidecar.OutboundTrafficPolicy policy, Origin origin, Diagnostics diagnostics) {
    boolean registryOnly = OutboundModes.isRegistryOnly(policy.mode(), origin, diagnostics);
    if (policy.egressProxy() == null) {
      return new OutboundTrafficPolicy(registryOnly, Optional.empty());
    }
    if (registryOnly) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin.at("egressProxy"),
          "with REGISTRY_ONLY nothing goes to an egressProxy",
          "Set mode to ALLOW_ANY, or remove egressProxy.");
    }
    Origin proxy = origin.at("egressProxy");
    String host = policy.egressProxy().host();
    if (!Hosts.isValid(host) || host.contains("*")) {
      diagnostics.add(
          Code.INVALID_VALUE,
          proxy.at("host"),
          "\"" + host + "\" is not a host name",
          "Write a DNS name.");
    }
    if (policy.egressProxy().port() == null) {
      diagnostics.add(Code.MISSING_FIELD, proxy, "the field port is required", "Add port.number.");
      return new OutboundTrafficPolicy(registryOnly, Optional.empty());
    }
    int port = policy.egressProxy().port().number();
    Values.isPort(port, proxy.at("port").at("number"), diagnostics);
    return new OutboundTrafficPolicy(
        registryOnly,
        Optional.of(
            new Destination(
                Hosts.resolve(host, origin.namespace()),
                policy.egressProxy().subset(),
                OptionalInt.of(port))));
  }

  static CaptureMode captureMode(String mode, Origin origin, Diagnostics diagnostics) {
    return switch (mode) {
      case "", "DEFAULT" -> CaptureMode.DEFAULT;
      case "IPTABLES" -> CaptureMode.IPTABLES;
      case "NONE" -> CaptureMode.NONE;
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("captureMode"),
            mode + " is not a capture mode",
            "Use DEFAULT, IPTABLES or NONE.");
        yield CaptureMode.DEFAULT;
      }
    };
  }

  /** Checks all of a port but its number, and says its protocol. */
  static Protocol protocol(Sidecar.Port port, Origin origin, Diagnostics diagnostics) {
    Protocol protocol = Protocol.byName(port.protocol());
    if (protocol == Protocol.UNSPECIFIED && !port.protocol().isEmpty()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("protocol"),
          port.protocol() + " is not a protocol",
          "Use HTTP, HTTP2, GRPC or TCP.");
    }
    if (port.targetPort() != null && port.targetPort() > 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("targetPort"),
          "targetPort has no meaning in a Sidecar",
          "Remove it; an ingress has defaultEndpoint.");
    }
    return protocol;
  }

  /** Whether it is a path or an abstract name behind unix://; reports it if not. */
  static boolean isSocket(String address, Origin origin, Diagnostics diagnostics) {
    String path = address.substring(Math.min(UNIX.length(), address.length()));
    boolean valid =
        address.startsWith(UNIX)
            && (path.startsWith("@") ? path.length() > 1 : path.startsWith("/") && isFile(path));
    if (!valid) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + address + "\" is not a unix socket",
          "Write unix:///path or unix://@name.");
    }
    return valid;
  }

  private static boolean isFile(String path) {
    return path.length() > 1 && !path.endsWith("/");
  }

  static boolean isProxy(String protocol) {
    return protocol.toLowerCase(Locale.ROOT).equals("http_proxy");
  }
}
