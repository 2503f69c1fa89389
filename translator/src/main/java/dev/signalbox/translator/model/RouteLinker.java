package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import dev.signalbox.translator.model.Attachments.Attached;
import dev.signalbox.translator.model.Attachments.Attachment;
import dev.signalbox.translator.model.RouteOrder.Ranked;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Links routes and overrides with the Services that they are for. */
public final class RouteLinker {
  private final Inputs inputs;
  private final OrderedRoutes.Memory memory;
  private final RouteReferences references;
  private final RuleLinker rules;
  private final GatewayListeners listeners;
  private final GatewayLinker gateways;
  private final ImmutableMap<String, ServicePolicy> policies;
  private final List<Attachment> attachments = new ArrayList<>();
  private final Map<Slot, List<Attached>> attached = new LinkedHashMap<>();
  private final List<OrderedRoutes> ordered = new ArrayList<>();

  private RouteLinker(Inputs inputs, OrderedRoutes.Memory memory) {
    this.inputs = inputs;
    this.memory = memory;
    this.references = new RouteReferences(inputs.services, inputs.aliases, inputs.grants);
    this.listeners = new GatewayListeners(inputs.gateways);
    this.gateways = new GatewayLinker(listeners);
    this.policies =
        inputs.policies.stream()
            .collect(
                ImmutableMap.toImmutableMap(
                    ServicePolicy::host, policy -> policy, (first, second) -> first));
    this.rules = new RuleLinker(references, policies);
  }

  /**
   * All that it depends on.
   *
   * @param virtualServices who owns a host by its full name
   * @param tcpVirtualServices the same of hosts' connections
   */
  public record Inputs(
      ImmutableList<AttachedRoute> routes,
      ImmutableList<Unsupported> unsupported,
      ImmutableList<ReferenceGrant> grants,
      ImmutableList<RouteOverride> overrides,
      ImmutableList<ServicePolicy> policies,
      GatewayListeners.Inputs gateways,
      ImmutableSortedMap<String, Service> services,
      AliasIndex aliases,
      ImmutableMap<String, Origin> virtualServices,
      ImmutableMap<String, Origin> tcpVirtualServices) {}

  /**
   * What came of them.
   *
   * @param ordered kept as long as this is, so that the next time finds them in the memory
   */
  public record Result(LinkedRoutes routes, ImmutableList<OrderedRoutes> ordered) {}

  public static Result link(Inputs inputs, OrderedRoutes.Memory memory) {
    RouteLinker linker = new RouteLinker(inputs, memory);
    LinkedRoutes routes = linker.link();
    return new Result(routes, ImmutableList.copyOf(linker.ordered));
  }

  private LinkedRoutes link() {
    attach();
    ImmutableMap<Slot, RouteOverride> overrides = overrides();
    ImmutableMap<Slot, Attached> winners = winners();
    ImmutableMap.Builder<Slot, ImmutableList<RouteRule>> own = ImmutableMap.builder();
    attached.forEach((slot, all) -> own.put(slot, rules(slot, all)));
    ImmutableMap.Builder<Slot, ImmutableList<RouteRule>> overriding = ImmutableMap.builder();
    overrides.forEach(
        (slot, override) -> overriding.put(slot, RuleLinker.overriding(slot, override)));
    RouteFindings findings = new RouteFindings();
    RouteVerdicts verdicts = verdicts(winners, overrides, findings);
    attachments.forEach(verdicts::add);
    ParentChecks parents = new ParentChecks(gateways::isKnown, findings);
    inputs.routes.forEach(parents::check);
    return new LinkedRoutes(
        new ServiceRoutes(
            own.buildOrThrow(),
            connections(winners, overrides),
            overriding.buildOrThrow(),
            policies),
        UpstreamLinker.link(inputs.policies, overrides, overriding.buildOrThrow()),
        gateways.gateways(rules::ofGateway),
        statuses(verdicts),
        new GatewayStatuses(listeners, gateways).all(),
        listeners.classes().statuses(),
        ImmutableList.<Diagnostic>builder()
            .addAll(findings.toList())
            .addAll(differences())
            .addAll(ApiGatewayChecks.check(listeners))
            .addAll(
                new ServicePolicyChecks(overrides, inputs.virtualServices, inputs.services)
                    .check(inputs.policies))
            .addAll(new OverrideChecks(inputs.services, references).check(inputs.overrides))
            .build());
  }

  private RouteVerdicts verdicts(
      ImmutableMap<Slot, Attached> winners,
      ImmutableMap<Slot, RouteOverride> overrides,
      RouteFindings findings) {
    return new RouteVerdicts(
        new ServiceVerdicts(
            winners, overrides, inputs.virtualServices, inputs.tcpVirtualServices, findings),
        gateways::ahead,
        new BackendVerdicts(references, findings),
        findings);
  }

  private ImmutableMap<Origin, RouteStatus> statuses(RouteVerdicts verdicts) {
    ImmutableMap.Builder<Origin, RouteStatus> statuses = ImmutableMap.builder();
    statuses.putAll(verdicts.statuses());
    inputs.unsupported.forEach(
        object -> statuses.put(object.origin(), object.status(this::isOurs)));
    return statuses.buildOrThrow();
  }

  private boolean isOurs(Parent parent) {
    return GatewayLinker.isGateway(parent)
        ? gateways.isServed(parent)
        : parent.isService() && inputs.services.containsKey(parent.host());
  }

  /** Of the routes for a port's connections, the oldest one has it alone. */
  private ImmutableMap<Slot, TcpRule> connections(
      ImmutableMap<Slot, Attached> winners, ImmutableMap<Slot, RouteOverride> overrides) {
    ImmutableMap.Builder<Slot, TcpRule> connections = ImmutableMap.builder();
    winners.forEach(
        (slot, winner) -> {
          AttachedRoute route = winner.route();
          boolean overridden =
              overrides.containsKey(slot)
                  || overrides.containsKey(new Slot(slot.host(), slot.port(), Slot.ALL));
          if (route.type() == AttachedRoute.Type.TCP && !overridden && !route.entries().isEmpty()) {
            connections.put(slot, TcpRule.ofAll(rules.ofService(slot, new Ranked(route, 0))));
          }
        });
    return connections.buildOrThrow();
  }

  private void attach() {
    Attachments found = new Attachments(inputs.services, inputs.aliases);
    for (AttachedRoute route : inputs.routes) {
      for (Parent parent : route.parents()) {
        (GatewayLinker.isGateway(parent) ? gateways.attach(route, parent) : found.of(route, parent))
            .ifPresent(this::attach);
      }
    }
  }

  private void attach(Attachment attachment) {
    attachments.add(attachment);
    if (attachment instanceof Attached at) {
      at.slots()
          .forEach(slot -> attach(at, attached.computeIfAbsent(slot, s -> new ArrayList<>())));
    }
  }

  /** A route may name a port twice; its parents come one after the other. */
  private static void attach(Attached at, List<Attached> all) {
    if (all.isEmpty() || !all.getLast().route().equals(at.route())) {
      all.add(at);
    }
  }

  private ImmutableSet<Diagnostic> differences() {
    return ordered.stream()
        .flatMap(one -> one.differences().stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The active override of each port; the first one by precedence has it. */
  private ImmutableMap<Slot, RouteOverride> overrides() {
    Map<Slot, RouteOverride> bySlot = new LinkedHashMap<>();
    for (RouteOverride override : inputs.overrides) {
      Service service = inputs.services.get(override.host());
      if (service == null || !override.isActive()) {
        continue;
      }
      String audience =
          override.namespace().equals(service.namespace()) ? Slot.ALL : override.namespace();
      service.ports().stream()
          .filter(port -> port.protocol().mayBeHttp())
          .forEach(
              port ->
                  bySlot.putIfAbsent(new Slot(service.host(), port.number(), audience), override));
    }
    return ImmutableMap.copyOf(bySlot);
  }

  /** At each port, the type of route that counts there. */
  private ImmutableMap<Slot, Attached> winners() {
    return attached.entrySet().stream()
        .collect(
            ImmutableMap.toImmutableMap(
                Map.Entry::getKey,
                entry ->
                    entry.getValue().stream()
                        .min(Comparator.comparing(one -> one.route().type()))
                        .orElseThrow()));
  }

  private ImmutableList<RouteRule> rules(Slot slot, List<Attached> all) {
    AttachedRoute.Type type =
        all.stream()
            .map(one -> one.route().type())
            .min(AttachedRoute.Type::compareTo)
            .orElseThrow();
    ImmutableList<AttachedRoute> routes =
        all.stream()
            .map(Attached::route)
            .filter(route -> route.type() == type)
            .collect(ImmutableList.toImmutableList());
    OrderedRoutes found = memory.get(slot, routes);
    ordered.add(found);
    return found.ranked().stream()
        .map(ranked -> rules.ofService(slot, ranked))
        .collect(ImmutableList.toImmutableList());
  }
}
