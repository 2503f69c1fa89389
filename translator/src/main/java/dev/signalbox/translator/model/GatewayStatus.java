package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.model.RouteStatus.Condition;

/** What has become of a Gateway or a ListenerSet, and of each of its listeners. */
public record GatewayStatus(
    ImmutableList<Condition> conditions, ImmutableList<ListenerStatus> listeners) {

  public record ListenerStatus(
      String name,
      ImmutableSet<AttachedRoute.Type> types,
      int attachedRoutes,
      ImmutableList<Condition> conditions) {}
}
