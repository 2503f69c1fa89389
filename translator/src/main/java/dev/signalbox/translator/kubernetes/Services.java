package dev.signalbox.translator.kubernetes;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.signalbox.translator.annotations.OpaquePorts;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.IntOrString;
import dev.signalbox.translator.manifest.Service.Port;
import dev.signalbox.translator.manifest.Service.Spec;
import dev.signalbox.translator.model.Alias;
import dev.signalbox.translator.model.ClusterDomain;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Selector;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import dev.signalbox.translator.model.TrafficDistribution;
import dev.signalbox.translator.model.Visibility;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** https://kubernetes.io/docs/concepts/services-networking/service */
public final class Services {
  private static final String EXPORT_TO = "networking.istio.io/exportTo";
  private static final String NO_ADDRESS = "None";
  private static final Pattern EXTERNAL_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\\.?");

  /** SMTP, DNS, MySQL, MongoDB: there the server speaks first, so waiting for bytes breaks them. */
  private static final ImmutableSet<Integer> SERVER_FIRST_PORTS =
      ImmutableSet.of(25, 53, 3306, 27017);

  private Services() {}

  public static ImmutableList<Element> convert(
      dev.signalbox.translator.manifest.Service manifest, Origin id, Diagnostics diagnostics) {
    Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    Precedence precedence =
        new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name());
    String host = id.name() + "." + id.namespace() + "." + ClusterDomain.NAME;
    if (spec.type().equals("ExternalName")) {
      Visibility visibility = visibility(manifest, id, diagnostics);
      Alias alias = new Alias(id, precedence, host, id.namespace(), "", visibility);
      return alias(spec, id, alias, diagnostics);
    }
    return ImmutableList.of(
        new Service(
            id,
            precedence,
            host,
            id.namespace(),
            Optional.of(id.name()),
            addresses(spec, origin, diagnostics),
            ports(
                spec,
                OpaquePorts.of(manifest.metadata().annotations(), id, diagnostics),
                origin.at("ports"),
                diagnostics),
            isHeadless(spec) ? Resolution.HEADLESS : Resolution.ENDPOINTS,
            spec.selector().isEmpty() ? Selector.NONE : Selector.of(spec.selector()),
            true,
            spec.publishNotReadyAddresses(),
            TrafficDistribution.preferClose(
                spec.trafficDistribution(), manifest.metadata().annotations(), id, diagnostics),
            ImmutableList.of(),
            visibility(manifest, id, diagnostics)));
  }

  /** Istio's annotation: https://istio.io/latest/docs/reference/config/annotations */
  private static Visibility visibility(
      dev.signalbox.translator.manifest.Service manifest, Origin id, Diagnostics diagnostics) {
    String written = manifest.metadata().annotations().getOrDefault(EXPORT_TO, "");
    ImmutableSortedSet.Builder<String> names = ImmutableSortedSet.naturalOrder();
    for (String name : Splitter.on(',').trimResults().omitEmptyStrings().split(written)) {
      if (Visibility.isName(name)) {
        names.add(name);
      } else {
        diagnostics.add(
            Code.INVALID_VALUE,
            id.at("metadata").at("annotations").atKey(EXPORT_TO),
            "\"" + name + "\" is not a namespace",
            Visibility.NAMES);
      }
    }
    return new Visibility(names.build());
  }

  /** Its ports say nothing: they are those of the host that it names. */
  private static ImmutableList<Element> alias(
      Spec spec, Origin id, Alias alias, Diagnostics diagnostics) {
    String target = spec.externalName().toLowerCase(Locale.ROOT);
    if (EXTERNAL_NAME.matcher(target).matches()) {
      return ImmutableList.of(alias.to(target.replaceFirst("\\.$", "")));
    }
    diagnostics.add(
        target.isEmpty() ? Code.MISSING_FIELD : Code.INVALID_VALUE,
        id.at("spec").at("externalName"),
        "\"" + spec.externalName() + "\" is not a DNS name",
        "Write the name of another host.");
    return ImmutableList.of();
  }

  private static boolean isHeadless(Spec spec) {
    return spec.clusterIP().equals(NO_ADDRESS) || spec.clusterIPs().contains(NO_ADDRESS);
  }

  private static ImmutableList<String> addresses(
      Spec spec, Origin origin, Diagnostics diagnostics) {
    boolean several = !spec.clusterIPs().isEmpty();
    ImmutableList<String> all = several ? spec.clusterIPs() : ImmutableList.of(spec.clusterIP());
    ImmutableList.Builder<String> addresses = ImmutableList.builder();
    for (int i = 0; i < all.size(); i++) {
      String address = all.get(i);
      Origin at = several ? origin.at("clusterIPs").at(i) : origin.at("clusterIP");
      boolean none = address.isEmpty() || address.equals(NO_ADDRESS);
      if (!none && Values.isIpAddress(address, at, diagnostics)) {
        addresses.add(address);
      }
    }
    return addresses.build().stream().distinct().collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<ServicePort> ports(
      Spec spec, ImmutableRangeSet<Integer> opaque, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<ServicePort> ports = ImmutableList.builder();
    for (int i = 0; i < spec.ports().size(); i++) {
      Port port = spec.ports().get(i);
      if (!hasNumbers(port, origin.at(i), diagnostics)) {
        continue;
      }
      if (!port.protocol().isEmpty() && !port.protocol().equals("TCP")) {
        diagnostics.add(
            Code.UNSUPPORTED_PROTOCOL,
            origin.at(i).at("protocol"),
            port.protocol() + " ports are not proxied",
            "Nothing to do: clients reach it without the proxy.");
      } else {
        ServicePort made = port(port);
        ports.add(opaque.contains(port.port()) ? made.withProtocol(Protocol.TCP) : made);
      }
    }
    return ports.build();
  }

  private static boolean hasNumbers(Port port, Origin origin, Diagnostics diagnostics) {
    IntOrString target = port.targetPort();
    int number = target == null || !target.isNumber() ? port.port() : target.number();
    return Values.isPort(port.port(), origin.at("port"), diagnostics)
        && Values.isPort(number, origin.at("targetPort"), diagnostics);
  }

  private static ServicePort port(Port port) {
    IntOrString target = port.targetPort();
    boolean named = target != null && !target.isNumber();
    int number = target == null || named ? port.port() : target.number();
    return new ServicePort(
        port.name(),
        port.port(),
        protocol(port),
        named && target != null ? target.value() : "",
        named ? OptionalInt.empty() : OptionalInt.of(number));
  }

  /** By appProtocol, else by the part of the port's name before the first dash. */
  private static Protocol protocol(Port port) {
    Protocol declared = declared(port);
    return declared == Protocol.UNSPECIFIED && SERVER_FIRST_PORTS.contains(port.port())
        ? Protocol.TCP
        : declared;
  }

  private static Protocol declared(Port port) {
    if (!port.appProtocol().isEmpty()) {
      return Protocol.byName(port.appProtocol());
    }
    if (port.name().startsWith("grpc-web")) {
      return Protocol.GRPC;
    }
    int dash = port.name().indexOf('-');
    return Protocol.byName(dash < 0 ? port.name() : port.name().substring(0, dash));
  }
}
