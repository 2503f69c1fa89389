package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Brings what Services and overrides say of endpoints to the ports that requests go to. */
final class UpstreamLinker {
  private final Map<Slot, RetryBudget> budgets = new LinkedHashMap<>();

  private UpstreamLinker() {}

  /**
   * @param rules of the overrides, with their destinations' ports
   */
  static Upstreams link(
      ImmutableList<ServicePolicy> policies,
      ImmutableMap<Slot, RouteOverride> overrides,
      ImmutableMap<Slot, ImmutableList<RouteRule>> rules) {
    Map<String, FailureAccrual> accruals = new LinkedHashMap<>();
    policies.forEach(
        policy -> policy.accrual().ifPresent(one -> accruals.putIfAbsent(policy.host(), one)));
    UpstreamLinker linker = new UpstreamLinker();
    overrides.forEach((slot, override) -> linker.add(slot, override));
    overrides.forEach(
        (slot, override) ->
            linker.add(slot, override, rules.getOrDefault(slot, ImmutableList.of())));
    return new Upstreams(
        ImmutableMap.copyOf(accruals),
        ImmutableMap.copyOf(linker.budgets),
        ImmutableSet.copyOf(overrides.keySet()));
  }

  /** A port that several overrides send to has its own one's budget, else the first one's. */
  private void add(Slot slot, RouteOverride override, ImmutableList<RouteRule> rules) {
    rules.stream()
        .flatMap(rule -> rule.action().reached())
        .forEach(destination -> at(destination, slot).ifPresent(at -> add(at, override)));
  }

  private void add(Slot at, RouteOverride override) {
    override.budget().ifPresent(budget -> budgets.putIfAbsent(at, budget));
  }

  private static Optional<Slot> at(Destination destination, Slot slot) {
    return destination.port().isPresent()
        ? Optional.of(new Slot(destination.host(), destination.port().getAsInt(), slot.audience()))
        : Optional.empty();
  }
}
