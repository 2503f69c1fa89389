package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.model.ServiceRoutes.Slot;
import java.util.Optional;

/**
 * What Services and overrides say of the connections to endpoints.
 *
 * @param accruals by host
 * @param budgets of the ports that retried requests go to
 * @param overridden the ports at which an override counts, and with it no annotation
 */
public record Upstreams(
    ImmutableMap<String, FailureAccrual> accruals,
    ImmutableMap<Slot, RetryBudget> budgets,
    ImmutableSet<Slot> overridden) {
  public static final Upstreams NONE =
      new Upstreams(ImmutableMap.of(), ImmutableMap.of(), ImmutableSet.of());

  /** Of a service's port, as clients in a namespace use it. */
  public record Upstream(Optional<FailureAccrual> accrual, Optional<RetryBudget> budget) {
    public static final Upstream PLAIN = new Upstream(Optional.empty(), Optional.empty());
  }

  public Upstream of(String host, int port, String client) {
    Slot own = new Slot(host, port, client);
    Slot all = new Slot(host, port, Slot.ALL);
    Optional<RetryBudget> budget =
        Optional.ofNullable(budgets.get(own)).or(() -> Optional.ofNullable(budgets.get(all)));
    boolean free = !overridden.contains(own) && !overridden.contains(all);
    Optional<FailureAccrual> accrual =
        free ? Optional.ofNullable(accruals.get(host)) : Optional.empty();
    return accrual.isEmpty() && budget.isEmpty() ? Upstream.PLAIN : new Upstream(accrual, budget);
  }
}
