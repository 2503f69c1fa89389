package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * Rules for all ports of a Service that count before its routes, as long as there are any: a
 * ServiceProfile.
 *
 * @param host of the Service
 * @param namespace of the object; if it isn't the Service's, it concerns that namespace's clients
 * @param rules the first one that matches wins; a destination without a host is the Service, one
 *     without a port has the port that was called
 * @param budget of the rules that retry; none if none does
 */
public record RouteOverride(
    Origin origin,
    Precedence precedence,
    String host,
    String namespace,
    ImmutableList<RouteRule> rules,
    Optional<RetryBudget> budget)
    implements Element {

  public boolean isActive() {
    return !rules.isEmpty();
  }
}
