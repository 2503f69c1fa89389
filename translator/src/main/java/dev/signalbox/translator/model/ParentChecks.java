package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import java.util.function.Predicate;

/** What is wrong with parents that have nothing to do with the route's rules. */
final class ParentChecks {
  /** Kinds of policy.linkerd.io that have routes there. */
  private static final ImmutableSet<String> LINKERDS_OWN =
      ImmutableSet.of("Server", "EgressNetwork");

  private final Predicate<Parent> isKnownGateway;
  private final RouteFindings findings;

  ParentChecks(Predicate<Parent> isKnownGateway, RouteFindings findings) {
    this.isKnownGateway = isKnownGateway;
    this.findings = findings;
  }

  /** Parents that aren't ours get no status, but nobody should wait for an effect. */
  void check(AttachedRoute route) {
    boolean atGateway = route.parents().stream().anyMatch(GatewayLinker::isGateway);
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
        unsupported(parent);
      } else if (!route.hostnames().isEmpty() && !atGateway) {
        findings.report(
            Code.HOSTNAMES_WITHOUT_EFFECT,
            route.origin().at("spec").at("hostnames"),
            "hostnames have no effect on the requests of a Service",
            "Remove them, or match the header Host.");
      }
    }
  }

  private void unsupported(Parent parent) {
    String which = "the parent " + parent.kind() + " of the group " + parent.group();
    if (parent.kind().equals("Service")) {
      findings.report(
          Code.UNSUPPORTED_PARENT,
          parent.origin().at("group"),
          which + " has no routes",
          "A Service's group is core: write group: core.");
    } else if (LINKERDS_OWN.contains(parent.kind())) {
      findings.report(
          Code.UNSUPPORTED_PARENT,
          parent.origin().at("kind"),
          which + " is for inbound or egress policy, which is not read here",
          "Nothing to do, if the route isn't meant for requests to a Service.");
    } else {
      findings.report(
          Code.UNSUPPORTED_PARENT,
          parent.origin().at("kind"),
          which + " has no routes",
          "Name a Service or a Gateway.");
    }
  }
}
