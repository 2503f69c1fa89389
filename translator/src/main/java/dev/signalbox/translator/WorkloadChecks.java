package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.Workload;

/** Workloads that a service selects and can't use. */
final class WorkloadChecks {
  private WorkloadChecks() {}

  static void check(Service service, ImmutableList<Workload> selected, Diagnostics diagnostics) {
    for (Workload workload : selected) {
      if (workload.hasAddress() && !workload.isUsableBy(service.resolution())) {
        unusable(service, workload, diagnostics);
      }
    }
    if (service.resolution() == Resolution.DNS_ROUND_ROBIN && selected.size() > 1) {
      diagnostics.add(
          Diagnostic.of(
                  Code.UNUSED_ENDPOINT,
                  selected.get(1).origin(),
                  service.origin().objectName()
                      + " takes one endpoint only, since its resolution is DNS_ROUND_ROBIN",
                  "Use the resolution DNS for several.")
              .relatedTo(service.origin()));
    }
  }

  private static void unusable(Service service, Workload workload, Diagnostics diagnostics) {
    boolean name = Address.isName(workload.address());
    diagnostics.add(
        Diagnostic.of(
                Code.UNUSED_ENDPOINT,
                workload.origin().at("spec").at("address"),
                service.origin().objectName()
                    + " leaves out the address "
                    + workload.address()
                    + (name ? ": it doesn't ask DNS" : ": it asks DNS, for names"),
                name
                    ? "Write an IP address, or use a ServiceEntry whose resolution is DNS."
                    : "Write a name or an IP address.")
            .relatedTo(service.origin()));
  }
}
