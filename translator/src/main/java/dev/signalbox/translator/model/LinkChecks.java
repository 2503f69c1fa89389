package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.DestinationResolver.Problem;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is wrong with objects only together with others. */
public final class LinkChecks {
  private final Mesh mesh;
  private final HostConflicts conflicts;
  private final Diagnostics diagnostics = new Diagnostics();

  private LinkChecks(Mesh mesh) {
    this.mesh = mesh;
    this.conflicts = new HostConflicts(mesh);
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
      table.tcp().forEach(rule -> checks.destinations(rule.destinations()));
    }
    mesh.policies().all().forEach(checks::policy);
    AliasChecks.check(mesh, checks.diagnostics);
    new SidecarChecks(mesh, checks.diagnostics).check();
    SubsetChecks.check(mesh, checks.diagnostics);
    GatewayChecks.check(mesh, checks.diagnostics);
    // Several roots may have the rules of one delegate.
    return ImmutableSet.copyOf(checks.diagnostics.toList()).asList();
  }

  private void owner(RouteTable table) {
    if (!table.inMesh()) {
      return;
    }
    for (String host : table.hosts()) {
      fullName(host).ifPresent(name -> notCompleted(table, host, name));
      if (table.routesRequests()) {
        conflicts.of(table, host).ifPresent(diagnostics::add);
      }
    }
  }

  /** The service that is meant by a name that isn't its full one; names with a dot stay as is. */
  private Optional<String> fullName(String host) {
    if (mesh.service(host).isPresent()) {
      return Optional.empty();
    }
    return Stream.of(host + "." + ClusterDomain.NAME, host + ".cluster.local")
        .filter(name -> mesh.service(name).isPresent())
        .findFirst();
  }

  private void notCompleted(RouteTable table, String host, String name) {
    diagnostics.add(
        Code.HOST_NOT_COMPLETED,
        table.origin().at("spec").at("hosts"),
        "the host " + host + " has a dot, so it is not taken for " + name,
        "Write " + name + ".");
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
      destinations(forward.destinations());
      forward.allMirrors().forEach(mirror -> destination(mirror.destination(), mirror.origin()));
    }
  }

  private void destinations(List<WeightedDestination> destinations) {
    for (WeightedDestination weighted : destinations) {
      destination(weighted.destination(), weighted.origin().at("destination"));
    }
  }

  private void destination(Destination destination, Origin origin) {
    Map<String, Problem> problems = new TreeMap<>();
    Set<String> namespaces = clientNamespaces(destination, origin.namespace());
    for (String namespace : namespaces) {
      problem(namespace, destination).ifPresent(problem -> problems.put(namespace, problem));
    }
    if (problems.isEmpty()) {
      portRequired(destination, origin);
      return;
    }
    Problem problem = problems.values().iterator().next();
    String clients =
        problems.size() == namespaces.size()
            ? ""
            : " for clients in " + String.join(", ", problems.keySet());
    diagnostics.add(
        problem.code(), origin.at(problem.field()), problem.message() + clients, problem.fix());
  }

  private Optional<Problem> hidden(String namespace, Destination destination) {
    return mesh.meant(destination.host())
        .filter(service -> !service.reach(namespace, mesh.settings()).isSeen())
        .map(
            service ->
                new Problem(
                    Code.HOST_NOT_FOUND,
                    "host",
                    destination.host() + " is not exported to the namespace " + namespace,
                    "Add the namespace to its exportTo, or send elsewhere."));
  }

  /** None if there are clients in the namespace that have none. */
  private Optional<Problem> problem(String namespace, Destination destination) {
    Optional<Problem> hidden = hidden(namespace, destination);
    if (hidden.isPresent()) {
      return hidden;
    }
    List<Optional<Problem>> ofEach =
        mesh.policies().clients(namespace).stream()
            .map(client -> new DestinationResolver(mesh, client))
            .map(resolver -> resolver.problem(destination, OptionalInt.empty()))
            .toList();
    return ofEach.stream().allMatch(Optional::isPresent) ? ofEach.get(0) : Optional.empty();
  }

  /** The rule's own, and those whose clients have a DestinationRule of their own for the host. */
  private Set<String> clientNamespaces(Destination destination, String own) {
    Set<String> namespaces = new TreeSet<>();
    namespaces.add(own);
    mesh.meant(destination.host())
        .ifPresent(service -> namespaces.addAll(mesh.policies().namespaces(service.host())));
    return namespaces;
  }

  private void portRequired(Destination destination, Origin origin) {
    boolean several = mesh.meant(destination.host()).filter(s -> s.ports().size() > 1).isPresent();
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
