package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.OptionalInt;

/**
 * What has become of a Gateway or a ListenerSet, and of each of its listeners.
 *
 * @param attachedListenerSets a Gateway's
 * @param addresses that a Gateway asks for: whether its proxies have them is only known where these
 *     are
 */
public record GatewayStatus(
    ImmutableList<Condition> conditions,
    ImmutableList<ListenerStatus> listeners,
    OptionalInt attachedListenerSets,
    ImmutableList<ApiGateway.Address> addresses) {

  public record ListenerStatus(
      String name,
      ImmutableSet<AttachedRoute.Type> types,
      int attachedRoutes,
      ImmutableList<Condition> conditions) {}

  public GatewayStatus withConditions(ImmutableList<Condition> others) {
    return new GatewayStatus(others, listeners, attachedListenerSets, addresses);
  }
}
