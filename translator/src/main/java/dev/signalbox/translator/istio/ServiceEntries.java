package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.ServiceEntry;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import dev.signalbox.translator.model.Visibility;
import dev.signalbox.translator.model.Workload;
import java.util.Optional;
import java.util.OptionalInt;

/** https://istio.io/latest/docs/reference/config/networking/service-entry */
public final class ServiceEntries {
  private static final ImmutableSet<String> NOT_YET =
      ImmutableSet.of("DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS", "NONE", "");

  private static final int LONGEST_V4_PREFIX = 32;
  private static final int LONGEST_V6_PREFIX = 128;

  private ServiceEntries() {}

  public static ImmutableList<Element> convert(
      ServiceEntry manifest, Origin id, Diagnostics diagnostics) {
    ServiceEntry.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    checkResolution(spec, origin.at("resolution"), diagnostics);
    Precedence precedence =
        new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name());
    ImmutableList<ServicePort> ports = ports(spec, origin.at("ports"), diagnostics);
    ImmutableList<Workload> endpoints =
        endpoints(spec, precedence, origin.at("endpoints"), diagnostics);
    ImmutableMap<String, String> selector =
        spec.workloadSelector() == null ? ImmutableMap.of() : spec.workloadSelector().labels();
    ImmutableList<String> addresses = addresses(spec, origin.at("addresses"), diagnostics);
    Visibility visibility = ExportTo.service(spec.exportTo(), origin.at("exportTo"), diagnostics);
    ImmutableList.Builder<Element> services = ImmutableList.builder();
    for (int i = 0; i < spec.hosts().size(); i++) {
      String host = spec.hosts().get(i);
      checkHost(host, origin.at("hosts").at(i), diagnostics);
      services.add(
          new Service(
              id,
              precedence,
              Hosts.resolve(host, id.namespace()),
              id.namespace(),
              Optional.empty(),
              addresses,
              ports,
              selector,
              false,
              endpoints,
              visibility));
    }
    return diagnostics.hasErrorIn(origin.at("resolution"))
            || diagnostics.hasErrorIn(origin.at("hosts"))
        ? ImmutableList.of()
        : services.build();
  }

  /** IP addresses or CIDR blocks. */
  private static ImmutableList<String> addresses(
      ServiceEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<String> addresses = ImmutableList.builder();
    for (int i = 0; i < spec.addresses().size(); i++) {
      String address = spec.addresses().get(i);
      String[] parts = address.split("/", 2);
      Integer bits = parts.length == 1 ? Integer.valueOf(0) : Ints.tryParse(parts[1]);
      int longest = address.contains(":") ? LONGEST_V6_PREFIX : LONGEST_V4_PREFIX;
      if (bits == null || bits < 0 || bits > longest) {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at(i),
            "\"" + address + "\" is not a CIDR block",
            "Write an address, a slash and a number of bits.");
      } else if (Values.isIpAddress(parts[0], origin.at(i), diagnostics)) {
        addresses.add(address);
      }
    }
    return addresses.build();
  }

  private static void checkResolution(
      ServiceEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    if (spec.resolution().equals("STATIC")) {
      return;
    }
    boolean known = NOT_YET.contains(spec.resolution());
    diagnostics.add(
        known ? Code.NOT_SUPPORTED_YET : Code.INVALID_VALUE,
        origin,
        known
            ? "the resolution "
                + (spec.resolution().isEmpty() ? "NONE" : spec.resolution())
                + " is not supported yet"
            : spec.resolution() + " is not a resolution",
        "Use STATIC with endpoints.");
  }

  private static void checkHost(String host, Origin origin, Diagnostics diagnostics) {
    if (host.contains("*") && Hosts.isValid(host)) {
      diagnostics.add(
          Code.NOT_SUPPORTED_YET, origin, "wildcard hosts are not supported yet", "Name the host.");
    } else if (!Hosts.isValid(host)) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "\"" + host + "\" is not a host name", "Write a DNS name.");
    }
  }

  private static ImmutableList<ServicePort> ports(
      ServiceEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<ServicePort> ports = ImmutableList.builder();
    for (int i = 0; i < spec.ports().size(); i++) {
      ServiceEntry.Port port = spec.ports().get(i);
      Values.isPort(port.number(), origin.at(i).at("number"), diagnostics);
      if (port.targetPort() != null) {
        Values.isPort(port.targetPort(), origin.at(i).at("targetPort"), diagnostics);
      }
      if (diagnostics.hasErrorIn(origin.at(i))) {
        continue;
      }
      if (Protocol.byName(port.protocol()) == Protocol.UDP) {
        diagnostics.add(
            Code.UNSUPPORTED_PROTOCOL,
            origin.at(i).at("protocol"),
            "UDP ports are not proxied",
            "Nothing to do: clients reach it without the proxy.");
        continue;
      }
      int target = port.targetPort() == null ? port.number() : port.targetPort();
      ports.add(
          new ServicePort(
              port.name(),
              port.number(),
              Protocol.byName(port.protocol()),
              "",
              OptionalInt.of(target)));
    }
    return ports.build();
  }

  private static ImmutableList<Workload> endpoints(
      ServiceEntry.Spec spec, Precedence precedence, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<Workload> endpoints = ImmutableList.builder();
    for (int i = 0; i < spec.endpoints().size(); i++) {
      Workload workload =
          WorkloadEntries.workload(spec.endpoints().get(i), precedence, origin.at(i), diagnostics);
      if (!diagnostics.hasErrorIn(origin.at(i))) {
        endpoints.add(workload);
      }
    }
    return endpoints.build();
  }
}
