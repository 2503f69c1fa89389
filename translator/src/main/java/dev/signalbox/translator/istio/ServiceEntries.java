package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ServiceEntry;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Selector;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.TrafficDistribution;
import dev.signalbox.translator.model.Workload;
import java.util.Locale;
import java.util.Optional;

/** https://istio.io/latest/docs/reference/config/networking/service-entry */
public final class ServiceEntries {
  private ServiceEntries() {}

  public static ImmutableList<Element> convert(
      ServiceEntry manifest, Origin id, Diagnostics diagnostics) {
    ServiceEntry.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    Precedence precedence =
        new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name());
    Resolution resolution = resolution(spec.resolution());
    ServiceEntryChecks.check(spec, resolution, origin, diagnostics);
    Service template =
        new Service(
            id,
            precedence,
            "",
            id.namespace(),
            Optional.empty(),
            ServiceEntryAddresses.convert(spec, origin.at("addresses"), diagnostics),
            ServiceEntryPorts.convert(spec, resolution, origin.at("ports"), diagnostics),
            resolution,
            spec.workloadSelector() == null
                ? Selector.NONE
                : Selector.of(spec.workloadSelector().labels()),
            false,
            false,
            TrafficDistribution.preferClose("", manifest.metadata().annotations(), id, diagnostics),
            endpoints(spec, precedence, origin.at("endpoints"), diagnostics),
            ExportTo.service(spec.exportTo(), origin.at("exportTo"), diagnostics));
    return diagnostics.hasErrorIn(origin.at("resolution"))
            || diagnostics.hasErrorIn(origin.at("hosts"))
        ? ImmutableList.of()
        : services(spec, template);
  }

  /** One for each host; a name without a dot stays as it is. */
  private static ImmutableList<Element> services(ServiceEntry.Spec spec, Service template) {
    boolean hostsThemselves =
        template.resolution().asksForNames()
            && spec.endpoints().isEmpty()
            && spec.workloadSelector() == null;
    return spec.hosts().stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .distinct()
        .map(
            host ->
                template.named(
                    host,
                    hostsThemselves
                        ? ImmutableList.of(itself(host, template))
                        : template.endpoints()))
        .collect(ImmutableList.toImmutableList());
  }

  /** A host that is found under its own name. */
  private static Workload itself(String host, Service service) {
    return new Workload(
        service.origin(),
        service.precedence(),
        Workload.Source.WORKLOAD_ENTRY,
        host,
        ImmutableMap.of(),
        ImmutableMap.of(),
        Locality.NONE,
        1,
        true);
  }

  private static Resolution resolution(String name) {
    return switch (name) {
      case "STATIC" -> Resolution.ENDPOINTS;
      case "DNS" -> Resolution.DNS;
      case "DNS_ROUND_ROBIN" -> Resolution.DNS_ROUND_ROBIN;
      case "DYNAMIC_DNS" -> Resolution.DYNAMIC_DNS;
      default -> Resolution.ORIGINAL_DESTINATION;
    };
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
