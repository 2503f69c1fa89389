package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.DestinationResolver.Problem;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.util.OptionalInt;

/** What is wrong with objects only together with others. */
public final class LinkChecks {
  private final Mesh mesh;
  private final Diagnostics diagnostics = new Diagnostics();

  private LinkChecks(Mesh mesh) {
    this.mesh = mesh;
  }

  public static ImmutableList<Diagnostic> check(Mesh mesh) {
    LinkChecks checks = new LinkChecks(mesh);
    ImmutableMap<String, Gateway> gateways =
        mesh.gateways().stream()
            .collect(ImmutableMap.toImmutableMap(Gateway::reference, g -> g, (a, b) -> a));
    for (RouteTable table : mesh.routes().tables()) {
      checks.owner(table);
      checks.gateways(table, gateways);
      table.rules().forEach(checks::destinations);
    }
    mesh.policies().all().forEach(checks::policy);
    return checks.diagnostics.toList();
  }

  private void owner(RouteTable table) {
    if (!table.inMesh()) {
      return;
    }
    for (String host : table.hosts()) {
      mesh.routes()
          .owner(host)
          .filter(owner -> !owner.origin().equals(table.origin()))
          .ifPresent(owner -> conflict(table, host, owner));
    }
  }

  private void conflict(RouteTable table, String host, RouteTable owner) {
    diagnostics.add(
        Diagnostic.of(
                Code.CONFLICTING_HOST,
                table.origin().at("spec").at("hosts"),
                table.origin().objectName()
                    + " has no effect on the host "
                    + host
                    + " in the mesh: "
                    + owner.origin().objectName()
                    + " comes first",
                "Put the rules for a host into one VirtualService.")
            .relatedTo(owner.origin().at("spec").at("hosts")));
  }

  private void gateways(RouteTable table, ImmutableMap<String, Gateway> known) {
    for (int i = 0; i < table.gateways().size(); i++) {
      String reference = table.gateways().get(i);
      Gateway gateway = known.get(reference);
      if (gateway != null) {
        hostsAt(table, gateway);
      } else if (!reference.equals(RouteTable.MESH)) {
        diagnostics.add(
            Code.GATEWAY_NOT_FOUND,
            table.origin().at("spec").at("gateways").at(i),
            "there is no Gateway " + reference,
            "Correct the name, or define it.");
      }
    }
  }

  private void hostsAt(RouteTable table, Gateway gateway) {
    for (int i = 0; i < table.hosts().size(); i++) {
      String host = table.hosts().get(i);
      boolean served =
          gateway.servers().stream().anyMatch(s -> s.served(table, host).findAny().isPresent());
      if (!served && !table.inMesh()) {
        diagnostics.add(
            Code.HOST_NOT_IN_GATEWAY,
            table.origin().at("spec").at("hosts"),
            "no server of " + gateway.origin().objectName() + " has the host " + host,
            "Add the host to the Gateway, or correct it.");
      }
    }
  }

  private void destinations(RouteRule rule) {
    if (rule.action() instanceof Forward forward) {
      forward.destinations().forEach(this::destination);
    }
  }

  private void destination(WeightedDestination weighted) {
    Destination destination = weighted.destination();
    Origin origin = weighted.origin().at("destination");
    DestinationResolver resolver = new DestinationResolver(mesh, origin.namespace());
    resolver
        .problem(destination, OptionalInt.empty())
        .ifPresentOrElse(
            problem -> report(problem, origin), () -> portRequired(destination, origin));
  }

  private void report(Problem problem, Origin origin) {
    diagnostics.add(problem.code(), origin.at(problem.field()), problem.message(), problem.fix());
  }

  private void portRequired(Destination destination, Origin origin) {
    boolean several =
        mesh.service(destination.host()).filter(s -> s.ports().size() > 1).isPresent();
    if (several && destination.port().isEmpty()) {
      diagnostics.add(
          Code.PORT_REQUIRED,
          origin,
          destination.host() + " has several ports and the rule names none",
          "Add port.number; until then the port that the client called counts.");
    }
  }

  private void policy(HostPolicy policy) {
    boolean wildcard = policy.host().startsWith("*");
    if (!wildcard && mesh.service(policy.host()).isEmpty() && !policy.host().isEmpty()) {
      diagnostics.add(
          Code.UNKNOWN_RULE_HOST,
          policy.origin().at("spec").at("host"),
          "no Service or ServiceEntry has the host " + policy.host(),
          "Correct the host, or define it.");
    }
  }
}
