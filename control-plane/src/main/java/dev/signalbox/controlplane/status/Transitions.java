package dev.signalbox.controlplane.status;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.GatewayStatus;
import dev.signalbox.translator.model.LinkedRoutes;
import dev.signalbox.translator.model.RouteStatus;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Since when conditions have the status that they have, as seen by this process. */
record Transitions(ImmutableMap<Origin, Dated> objects) {
  static final Transitions NONE = new Transitions(ImmutableMap.of());

  /**
   * An object's conditions.
   *
   * @param status what they were read from: as long as it is equal, so are they
   */
  private record Dated(Object status, ImmutableMap<ConditionKey, Since> since) {}

  private record Since(boolean status, Instant time) {}

  /** What comes after a change: what has kept its status keeps its time. */
  Transitions after(LinkedRoutes linked, Instant now) {
    ImmutableMap.Builder<Origin, Dated> next = ImmutableMap.builder();
    linked.statuses().forEach((id, status) -> next.put(id, dated(id, status, of(status), now)));
    linked
        .gatewayStatuses()
        .forEach((id, status) -> next.put(id, dated(id, status, of(status), now)));
    linked
        .classStatuses()
        .forEach((id, status) -> next.put(id, dated(id, status, of(status), now)));
    return new Transitions(next.buildOrThrow());
  }

  Optional<Instant> since(Origin object, ConditionKey key) {
    return Optional.ofNullable(objects.get(object))
        .flatMap(dated -> Optional.ofNullable(dated.since.get(key)))
        .map(Since::time);
  }

  private Dated dated(
      Origin id, Object status, ImmutableMap<ConditionKey, Boolean> conditions, Instant now) {
    Dated before = objects.get(id);
    if (before != null && before.status.equals(status)) {
      return before;
    }
    ImmutableMap.Builder<ConditionKey, Since> since = ImmutableMap.builder();
    conditions.forEach((key, value) -> since.put(key, since(before, key, value, now)));
    return new Dated(status, since.buildOrThrow());
  }

  private static Since since(@Nullable Dated before, ConditionKey key, boolean value, Instant now) {
    Since earlier = before == null ? null : before.since.get(key);
    return earlier != null && earlier.status == value ? earlier : new Since(value, now);
  }

  private static ImmutableMap<ConditionKey, Boolean> of(RouteStatus status) {
    ImmutableMap.Builder<ConditionKey, Boolean> all = ImmutableMap.builder();
    status.parents().forEach(p -> add(all, ConditionKey.part(p.parent()), p.conditions()));
    return all.buildKeepingLast();
  }

  private static ImmutableMap<ConditionKey, Boolean> of(GatewayStatus status) {
    ImmutableMap.Builder<ConditionKey, Boolean> all = ImmutableMap.builder();
    add(all, "", status.conditions());
    status.listeners().forEach(listener -> add(all, listener.name(), listener.conditions()));
    return all.buildKeepingLast();
  }

  private static ImmutableMap<ConditionKey, Boolean> of(ImmutableList<Condition> conditions) {
    ImmutableMap.Builder<ConditionKey, Boolean> all = ImmutableMap.builder();
    add(all, "", conditions);
    return all.buildKeepingLast();
  }

  private static void add(
      ImmutableMap.Builder<ConditionKey, Boolean> all,
      String part,
      ImmutableList<Condition> conditions) {
    conditions.forEach(
        condition -> all.put(new ConditionKey(part, condition.type()), condition.status()));
  }
}
