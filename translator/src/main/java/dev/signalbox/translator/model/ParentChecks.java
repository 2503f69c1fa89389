package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import java.util.function.Predicate;

/** What is wrong with parents that have nothing to do with the route's rules. */
final class ParentChecks {
  private final Predicate<Parent> isKnownGateway;
  private final RouteFindings findings;

  ParentChecks(Predicate<Parent> isKnownGateway, RouteFindings findings) {
    this.isKnownGateway = isKnownGateway;
    this.findings = findings;
  }

  /** Parents that aren't ours get no status, but nobody should wait for an effect. */
  void check(AttachedRoute route) {
    for (Parent parent : route.parents()) {
      if (GatewayLinker.isGateway(parent)) {
        if (!isKnownGateway.test(parent)) {
          findings.report(
              Code.PARENT_NOT_FOUND,
              parent.origin().at("name"),
              "there is no " + parent.kind() + " " + parent.namespace() + "/" + parent.name(),
              "Correct the name or namespace, or define it.");
        }
      } else if (!parent.isService()) {
        boolean nearly = parent.kind().equals("Service");
        findings.report(
            Code.UNSUPPORTED_PARENT,
            parent.origin().at(nearly ? "group" : "kind"),
            "the parent " + parent.kind() + " of the group " + parent.group() + " has no routes",
            nearly ? "A Service's group is core: write group: core." : "Name a Service.");
      } else if (!route.hostnames().isEmpty()) {
        findings.report(
            Code.HOSTNAMES_WITHOUT_EFFECT,
            route.origin().at("spec").at("hostnames"),
            "hostnames have no effect on the requests of a Service",
            "Remove them, or match the header Host.");
      }
    }
  }
}
