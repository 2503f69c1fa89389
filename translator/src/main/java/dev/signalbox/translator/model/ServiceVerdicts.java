package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Attachments.Attached;
import dev.signalbox.translator.model.RouteStatus.Condition;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which routes of a Service have an effect beside others. */
final class ServiceVerdicts {
  private final ImmutableMap<Slot, Attached> winners;
  private final ImmutableMap<Slot, RouteOverride> overrides;
  private final ImmutableMap<String, Origin> virtualServices;
  private final ImmutableMap<String, Origin> tcpVirtualServices;
  private final RouteFindings findings;

  /**
   * @param winners at each port, a route of the type that counts
   */
  ServiceVerdicts(
      ImmutableMap<Slot, Attached> winners,
      ImmutableMap<Slot, RouteOverride> overrides,
      ImmutableMap<String, Origin> virtualServices,
      ImmutableMap<String, Origin> tcpVirtualServices,
      RouteFindings findings) {
    this.winners = winners;
    this.overrides = overrides;
    this.virtualServices = virtualServices;
    this.tcpVirtualServices = tcpVirtualServices;
    this.findings = findings;
  }

  /** The condition Accepted. */
  Condition accepted(Attached attached) {
    Map<Origin, List<String>> losses = new LinkedHashMap<>();
    boolean effective = false;
    for (Slot slot : attached.slots()) {
      Optional<Origin> winner = winner(attached, slot);
      winner.ifPresent(
          origin ->
              losses
                  .computeIfAbsent(origin, key -> new ArrayList<>())
                  .add(Integer.toString(slot.port())));
      effective |= winner.isEmpty();
    }
    losses.forEach((origin, ports) -> overridden(attached, origin, ports));
    if (effective) {
      consumer(attached);
      return new Condition("Accepted", true, "Accepted", "");
    }
    String first = losses.keySet().iterator().next().objectName();
    return new Condition(
        "Accepted", false, "Conflicted", first + " comes first, so the route has no effect");
  }

  /** Who counts at the port in the route's stead. */
  private Optional<Origin> winner(Attached attached, Slot slot) {
    RouteOverride override =
        overrides.getOrDefault(slot, overrides.get(new Slot(slot.host(), slot.port(), Slot.ALL)));
    if (override != null) {
      return Optional.of(override.origin());
    }
    boolean tcp = attached.route().type() == AttachedRoute.Type.TCP;
    Origin virtualService = (tcp ? tcpVirtualServices : virtualServices).get(slot.host());
    if (virtualService != null) {
      return Optional.of(virtualService);
    }
    return Optional.ofNullable(winners.get(slot))
        .filter(
            winner ->
                winner.route().type() != attached.route().type()
                    || (tcp && !winner.route().origin().equals(attached.route().origin())))
        .map(winner -> winner.route().origin());
  }

  private void overridden(Attached attached, Origin winner, List<String> ports) {
    findings.add(
        Diagnostic.of(
                Code.ROUTE_OVERRIDDEN,
                attached.parent().origin(),
                attached.route().origin().objectName()
                    + " has no effect on port "
                    + String.join(", ", ports)
                    + " of "
                    + attached.service().origin().objectName()
                    + ": "
                    + winner.objectName()
                    + " comes first",
                "Remove one of them.")
            .relatedTo(winner));
  }

  private void consumer(Attached attached) {
    String namespace = attached.route().origin().namespace();
    if (namespace.equals(attached.parent().namespace())) {
      return;
    }
    Optional<Attached> producer =
        attached.slots().stream()
            .map(slot -> winners.get(new Slot(slot.host(), slot.port(), Slot.ALL)))
            .flatMap(winner -> Optional.ofNullable(winner).stream())
            .findFirst();
    if (producer.isEmpty()) {
      findings.report(
          Code.CONSUMER_ROUTE,
          attached.parent().origin().at("namespace"),
          "the route is in another namespace than its Service, so it concerns only clients in "
              + namespace,
          "Nothing to do if that is meant; else move it to " + attached.parent().namespace() + ".");
      return;
    }
    Origin replaced = producer.get().route().origin();
    findings.add(
        Diagnostic.of(
                Code.CONSUMER_REPLACES_PRODUCER,
                attached.parent().origin().at("namespace"),
                "for clients in "
                    + namespace
                    + " the route replaces those of the Service's namespace, such as "
                    + replaced.objectName(),
                "Repeat here what those clients still need of it.")
            .relatedTo(replaced));
  }
}
