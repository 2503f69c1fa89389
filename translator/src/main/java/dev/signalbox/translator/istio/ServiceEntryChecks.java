package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ServiceEntry;
import dev.signalbox.translator.manifest.WorkloadEntry;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Protocol;
import dev.signalbox.translator.model.Resolution;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a ServiceEntry doesn't go together. */
final class ServiceEntryChecks {
  private static final ImmutableSet<String> RESOLUTIONS =
      ImmutableSet.of("", "NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS");

  private final ServiceEntry.Spec spec;
  private final Resolution resolution;
  private final Origin origin;
  private final Diagnostics diagnostics;

  private ServiceEntryChecks(
      ServiceEntry.Spec spec, Resolution resolution, Origin origin, Diagnostics diagnostics) {
    this.spec = spec;
    this.resolution = resolution;
    this.origin = origin;
    this.diagnostics = diagnostics;
  }

  static void check(
      ServiceEntry.Spec spec, Resolution resolution, Origin origin, Diagnostics diagnostics) {
    ServiceEntryChecks checks = new ServiceEntryChecks(spec, resolution, origin, diagnostics);
    checks.resolution();
    checks.hosts();
    checks.severalHosts();
    checks.selector();
    checks.endpointsOfDynamicDns();
    for (int i = 0; i < spec.endpoints().size(); i++) {
      checks.endpoint(spec.endpoints().get(i), origin.at("endpoints").at(i));
    }
  }

  private void resolution() {
    if (!RESOLUTIONS.contains(spec.resolution())) {
      add(
          Code.INVALID_VALUE,
          origin.at("resolution"),
          spec.resolution() + " is not a resolution",
          "Use NONE, STATIC, DNS, DNS_ROUND_ROBIN or DYNAMIC_DNS.");
    }
  }

  private void hosts() {
    boolean themselves = resolution.asksForNames() && spec.endpoints().isEmpty();
    for (int i = 0; i < spec.hosts().size(); i++) {
      String host = spec.hosts().get(i);
      Origin at = origin.at("hosts").at(i);
      if (host.equals("*") || !Hosts.isValid(host)) {
        add(Code.INVALID_VALUE, at, "\"" + host + "\" is not a host name", "Write a DNS name.");
      } else if (Hosts.isPartialWildcard(host)) {
        add(
            Code.PARTIAL_WILDCARD,
            at,
            "the * in " + host + " stands for a part of a label",
            "Write *. and a name.");
      }
      if (themselves && !Hosts.isFullName(host)) {
        add(
            Code.INVALID_VALUE,
            at,
            "DNS can't be asked for " + host,
            "Add endpoints, or use the resolution NONE or DYNAMIC_DNS.");
      }
    }
    if (spec.hosts().isEmpty()) {
      add(Code.MISSING_FIELD, origin.at("hosts"), "there is no host", "Add one at least.");
    }
  }

  /** On a TCP connection nothing tells one host from another. */
  private void severalHosts() {
    if (spec.hosts().size() < 2 || resolution == Resolution.ORIGINAL_DESTINATION) {
      return;
    }
    for (int i = 0; i < spec.ports().size(); i++) {
      Protocol protocol = Protocol.byName(spec.ports().get(i).protocol());
      if (!protocol.isHttp() && protocol != Protocol.TLS) {
        add(
            Code.CONFLICTING_FIELDS,
            origin.at("ports").at(i),
            "several hosts can't share a port that is neither HTTP nor TLS",
            "Write a ServiceEntry for each host.");
        return;
      }
    }
  }

  private void selector() {
    ServiceEntry.WorkloadSelector selector = spec.workloadSelector();
    if (selector == null) {
      return;
    }
    Origin at = origin.at("workloadSelector");
    if (!spec.endpoints().isEmpty()) {
      add(
          Code.CONFLICTING_FIELDS,
          at,
          "workloadSelector and endpoints exclude each other",
          "Keep one of them.");
    }
    if (selector.labels().isEmpty()) {
      add(
          Code.SELECTS_ALL,
          at,
          "the selector has no labels, so it selects all workloads of the namespace",
          "Add labels.");
    }
    if (resolution != Resolution.ENDPOINTS) {
      add(
          Code.UNUSUAL_SELECTOR,
          at,
          "a workloadSelector is meant for the resolution STATIC",
          "Use STATIC, or remove the workloadSelector.");
    }
  }

  /** The schema says the same of NONE. */
  private void endpointsOfDynamicDns() {
    if (resolution == Resolution.DYNAMIC_DNS && !spec.endpoints().isEmpty()) {
      add(
          Code.CONFLICTING_FIELDS,
          origin.at("endpoints"),
          "the resolution DYNAMIC_DNS takes no endpoints",
          "Use STATIC or DNS.");
    }
  }

  private void endpoint(WorkloadEntry.Spec endpoint, Origin at) {
    Set<String> ports =
        spec.ports().stream().map(ServiceEntry.Port::name).collect(Collectors.toSet());
    for (String name : endpoint.ports().keySet()) {
      if (!ports.contains(name)) {
        add(
            Code.INVALID_VALUE,
            at.at("ports").atKey(name),
            "the ServiceEntry has no port " + name,
            "Use the name of one of its ports.");
      }
    }
    address(endpoint.address(), at.at("address"));
  }

  private void address(String address, Origin at) {
    boolean unix = Address.isUnix(address);
    if (unix && resolution.asksForNames()) {
      add(
          Code.INVALID_VALUE,
          at,
          "a path is not allowed with the resolution " + spec.resolution(),
          "Use STATIC.");
    } else if (unix && spec.ports().size() != 1) {
      add(
          Code.CONFLICTING_FIELDS,
          at,
          "a path is behind one port, the ServiceEntry has " + spec.ports().size(),
          "Write a ServiceEntry with one port.");
    } else if (resolution == Resolution.ENDPOINTS
        && !address.isEmpty()
        && Address.isName(address)
        && Hosts.isFullName(address)) {
      add(
          Code.INVALID_VALUE,
          at,
          "\"" + address + "\" is not an IP address, as the resolution STATIC needs",
          "Write an IP address, or use the resolution DNS.");
    }
  }

  private void add(Code code, Origin at, String message, String fix) {
    diagnostics.add(code, at, message, fix);
  }
}
