package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.WorkloadEntry;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Workload;

/** https://istio.io/latest/docs/reference/config/networking/workload-entry */
public final class WorkloadEntries {
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

  static Workload workload(
      WorkloadEntry.Spec spec, Precedence precedence, Origin origin, Diagnostics diagnostics) {
    checkAddress(spec.address(), origin.at("address"), diagnostics);
    spec.ports()
        .forEach((name, port) -> Values.isPort(port, origin.at("ports").atKey(name), diagnostics));
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
        Locality.parse(spec.locality()),
        Math.max(1, weight),
        true);
  }

  private static void checkAddress(String address, Origin origin, Diagnostics diagnostics) {
    if (address.isEmpty() || InetAddresses.isInetAddress(address)) {
      return;
    }
    boolean later = address.startsWith("unix://") || Hosts.isValid(address);
    diagnostics.add(
        later ? Code.NOT_SUPPORTED_YET : Code.INVALID_VALUE,
        origin,
        "\""
            + address
            + "\" is not an IP address"
            + (later ? "; others are not supported yet" : ""),
        "Write an IP address.");
  }
}
