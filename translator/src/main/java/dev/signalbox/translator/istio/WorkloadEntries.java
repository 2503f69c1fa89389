package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.WorkloadEntry;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Workload;

/** https://istio.io/latest/docs/reference/config/networking/workload-entry */
public final class WorkloadEntries {
  private static final String LOCALITY_LABEL = "istio-locality";

  private WorkloadEntries() {}

  public static ImmutableList<Element> convert(
      WorkloadEntry manifest, Origin id, Diagnostics diagnostics) {
    WorkloadEntry.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Precedence precedence =
        new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name());
    Workload workload = workload(spec, precedence, id.at("spec"), diagnostics);
    return diagnostics.hasErrorIn(id) ? ImmutableList.of() : ImmutableList.of(workload);
  }

  /** Also an endpoint of a ServiceEntry. */
  static Workload workload(
      WorkloadEntry.Spec spec, Precedence precedence, Origin origin, Diagnostics diagnostics) {
    checkAddress(spec, origin, diagnostics);
    checkPorts(spec, origin.at("ports"), diagnostics);
    spec.labels().forEach((k, v) -> Names.checkLabel(k, v, origin.at("labels"), diagnostics));
    int weight = spec.weight() == null ? 1 : spec.weight();
    if (weight < 0) {
      diagnostics.add(
          Code.INVALID_VALUE, origin.at("weight"), "the weight is negative", "Make it 0 or more.");
    }
    return new Workload(
        origin.object(),
        precedence,
        Workload.Source.WORKLOAD_ENTRY,
        spec.address(),
        spec.labels(),
        spec.ports(),
        locality(spec),
        Math.max(1, weight),
        true);
  }

  private static Locality locality(WorkloadEntry.Spec spec) {
    String label = spec.labels().getOrDefault(LOCALITY_LABEL, "");
    return spec.locality().isEmpty() && !label.isEmpty()
        ? Locality.ofLabel(label)
        : Locality.parse(spec.locality());
  }

  private static void checkPorts(WorkloadEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    spec.ports()
        .forEach(
            (name, port) -> {
              Values.isPort(port, origin.atKey(name), diagnostics);
              Names.isPortName(name, origin.atKey(name), diagnostics);
            });
  }

  /**
   * Without an address, Istio calls the network's gateway; there is none here. The schema reports
   * the lack of both.
   */
  private static void checkAddress(
      WorkloadEntry.Spec spec, Origin origin, Diagnostics diagnostics) {
    String address = spec.address();
    if (address.isEmpty()) {
      if (!spec.network().isEmpty()) {
        diagnostics.add(
            Code.WITHOUT_EFFECT,
            origin.at("network"),
            "there is no address, and gateways of networks are not known here",
            "Add address.");
      }
    } else if (Address.isUnix(address) ? !Address.isUnixPath(address) : !isHost(address)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("address"),
          "\"" + address + "\" is neither an IP address nor a name nor unix:// and a path",
          "Write one of them.");
    }
  }

  private static boolean isHost(String address) {
    return InetAddresses.isInetAddress(address) || Hosts.isFullName(address);
  }
}
