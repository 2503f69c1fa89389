package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.Attachments.AtGateway;
import dev.signalbox.translator.model.Attachments.Attached;
import dev.signalbox.translator.model.Attachments.Attachment;
import dev.signalbox.translator.model.Attachments.Rejected;
import dev.signalbox.translator.model.RouteAction.Broken;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteReferences.Problem;
import dev.signalbox.translator.model.RouteStatus.Condition;
import dev.signalbox.translator.model.RouteStatus.ParentStatus;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What has become of each route: its status, and the findings that go with it. */
final class RouteVerdicts {
  private static final Condition BROKEN =
      new Condition(
          "Accepted", false, "UnsupportedValue", "no rule can be built, so all answer with 500");

  private final ImmutableMap<Slot, Attached> winners;
  private final ImmutableMap<Slot, RouteOverride> overrides;
  private final ImmutableMap<String, Origin> virtualServices;
  private final RouteReferences references;
  private final Predicate<Parent> isKnownGateway;
  private final Map<Origin, List<ParentStatus>> statuses = new LinkedHashMap<>();
  private final Set<Diagnostic> diagnostics = new LinkedHashSet<>();

  /**
   * @param winners at each port, a route of the type that counts
   */
  RouteVerdicts(
      ImmutableMap<Slot, Attached> winners,
      ImmutableMap<Slot, RouteOverride> overrides,
      ImmutableMap<String, Origin> virtualServices,
      RouteReferences references,
      Predicate<Parent> isKnownGateway) {
    this.winners = winners;
    this.overrides = overrides;
    this.virtualServices = virtualServices;
    this.references = references;
    this.isKnownGateway = isKnownGateway;
  }

  ImmutableMap<Origin, RouteStatus> statuses() {
    return statuses.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                Map.Entry::getKey,
                entry -> new RouteStatus(ImmutableList.copyOf(entry.getValue()))));
  }

  ImmutableList<Diagnostic> diagnostics() {
    return ImmutableList.copyOf(diagnostics);
  }

  void add(Attachment attachment) {
    AttachedRoute route = attachment.route();
    ImmutableList.Builder<Condition> conditions = ImmutableList.builder();
    Condition accepted =
        switch (attachment) {
          case Attached attached -> accepted(attached);
          case AtGateway gateway -> new Condition("Accepted", true, "Accepted", "");
          case Rejected rejected -> rejected(rejected);
        };
    conditions.add(accepted.status() && isBroken(route) ? BROKEN : accepted);
    conditions.add(resolvedRefs(attachment));
    partiallyInvalid(route).ifPresent(conditions::add);
    statuses
        .computeIfAbsent(route.origin(), origin -> new ArrayList<>())
        .add(new ParentStatus(attachment.parent(), conditions.build()));
  }

  /** Parents that aren't ours get no status, but nobody should wait for an effect. */
  void addUnattached(AttachedRoute route) {
    for (Parent parent : route.parents()) {
      if (GatewayLinker.isGateway(parent)) {
        if (!isKnownGateway.test(parent)) {
          report(
              Code.PARENT_NOT_FOUND,
              parent.origin().at("name"),
              "there is no " + parent.kind() + " " + parent.namespace() + "/" + parent.name(),
              "Correct the name or namespace, or define it.");
        }
      } else if (!parent.isService()) {
        boolean nearly = parent.kind().equals("Service");
        report(
            Code.UNSUPPORTED_PARENT,
            parent.origin().at(nearly ? "group" : "kind"),
            "the parent " + parent.kind() + " of the group " + parent.group() + " has no routes",
            nearly ? "A Service's group is core: write group: core." : "Name a Service.");
      } else if (!route.hostnames().isEmpty()) {
        report(
            Code.HOSTNAMES_WITHOUT_EFFECT,
            route.origin().at("spec").at("hostnames"),
            "hostnames have no effect on the requests of a Service",
            "Remove them, or match the header Host.");
      }
    }
  }

  private Condition rejected(Rejected rejected) {
    report(
        rejected.code(),
        rejected.parent().origin().at(rejected.field()),
        rejected.message(),
        rejected.fix());
    return new Condition("Accepted", false, rejected.reason(), rejected.message());
  }

  private Condition accepted(Attached attached) {
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
    Origin virtualService = virtualServices.get(slot.host());
    if (virtualService != null) {
      return Optional.of(virtualService);
    }
    return Optional.ofNullable(winners.get(slot))
        .filter(winner -> winner.route().type() != attached.route().type())
        .map(winner -> winner.route().origin());
  }

  private void overridden(Attached attached, Origin winner, List<String> ports) {
    diagnostics.add(
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
      report(
          Code.CONSUMER_ROUTE,
          attached.parent().origin().at("namespace"),
          "the route is in another namespace than its Service, so it concerns only clients in "
              + namespace,
          "Nothing to do if that is meant; else move it to " + attached.parent().namespace() + ".");
      return;
    }
    Origin replaced = producer.get().route().origin();
    diagnostics.add(
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

  private Condition resolvedRefs(Attachment attachment) {
    Optional<Problem> first = Optional.empty();
    for (AttachedRoute.Entry entry : attachment.route().entries()) {
      if (entry.rule().action() instanceof Forward forward) {
        for (RouteAction.WeightedDestination backend : forward.destinations()) {
          Optional<Problem> problem = problem(attachment, backend.destination(), backend.origin());
          first = first.or(() -> problem);
        }
        for (RouteAction.Mirror mirror : forward.mirrors()) {
          Optional<Problem> problem = problem(attachment, mirror.destination(), mirror.origin());
          first = first.or(() -> problem);
        }
      }
    }
    return first
        .map(Problem::unresolved)
        .map(why -> new Condition("ResolvedRefs", false, why.reason().label(), why.message()))
        .orElseGet(() -> new Condition("ResolvedRefs", true, "ResolvedRefs", ""));
  }

  private Optional<Problem> problem(
      Attachment attachment, RouteAction.Destination destination, Origin origin) {
    Optional<Problem> problem =
        references.problem(attachment.route(), attachment.parent(), destination);
    problem.ifPresent(found -> report(found, origin));
    return problem;
  }

  private void report(Problem problem, Origin backend) {
    report(
        problem.code(),
        problem.field().isEmpty() ? backend : backend.at(problem.field()),
        problem.unresolved().message(),
        problem.fix());
  }

  private static boolean isBroken(AttachedRoute route) {
    return !route.entries().isEmpty()
        && route.entries().stream().allMatch(entry -> entry.rule().action() instanceof Broken);
  }

  private static Optional<Condition> partiallyInvalid(AttachedRoute route) {
    return !isBroken(route)
            && route.entries().stream().anyMatch(entry -> entry.rule().action() instanceof Broken)
        ? Optional.of(
            new Condition(
                "PartiallyInvalid",
                true,
                "UnsupportedValue",
                "a rule can't be built and answers with 500"))
        : Optional.empty();
  }

  private void report(Code code, Origin origin, String message, String fix) {
    diagnostics.add(Diagnostic.of(code, origin, message, fix));
  }
}
