package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.Optional;

/** Services whose annotations don't count, because something else does. */
final class ServicePolicyChecks {
  private final ImmutableMap<Slot, RouteOverride> overrides;
  private final ImmutableMap<String, Origin> virtualServices;
  private final ImmutableSortedMap<String, Service> services;

  ServicePolicyChecks(
      ImmutableMap<Slot, RouteOverride> overrides,
      ImmutableMap<String, Origin> virtualServices,
      ImmutableSortedMap<String, Service> services) {
    this.overrides = overrides;
    this.virtualServices = virtualServices;
    this.services = services;
  }

  ImmutableList<Diagnostic> check(ImmutableList<ServicePolicy> policies) {
    return policies.stream()
        .flatMap(policy -> overridden(policy).stream())
        .collect(ImmutableList.toImmutableList());
  }

  /** A VirtualService leaves failure accrual as it is. */
  private Optional<Diagnostic> overridden(ServicePolicy policy) {
    return override(policy)
        .map(winner -> overridden(policy, "timeouts, retries and failure accrual", winner))
        .or(
            () ->
                Optional.ofNullable(virtualServices.get(policy.host()))
                    .filter(winner -> policy.limitsRequests())
                    .map(winner -> overridden(policy, "timeouts and retries", winner)));
  }

  private Optional<Origin> override(ServicePolicy policy) {
    return Optional.ofNullable(services.get(policy.host())).stream()
        .flatMap(service -> service.ports().stream())
        .map(port -> overrides.get(new Slot(policy.host(), port.number(), Slot.ALL)))
        .flatMap(found -> Optional.ofNullable(found).stream())
        .map(RouteOverride::origin)
        .findFirst();
  }

  private static Diagnostic overridden(ServicePolicy policy, String what, Origin winner) {
    return Diagnostic.of(
            Code.ANNOTATIONS_OVERRIDDEN,
            policy.origin().at("metadata").at("annotations"),
            "annotations for " + what + " don't count where " + winner.objectName() + " does",
            "Remove one of them, or say it there.")
        .relatedTo(winner);
  }
}
