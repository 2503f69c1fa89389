package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.GatewayStatus.ListenerStatus;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statuses of Gateways and ListenerSets. */
final class GatewayStatuses {
  private static final String ACCEPTED = "Accepted";
  private static final String PROGRAMMED = "Programmed";
  private static final String RESOLVED_REFS = "ResolvedRefs";
  private static final String CONFLICTED = "Conflicted";

  private final GatewayListeners listeners;
  private final GatewayLinker linker;

  GatewayStatuses(GatewayListeners listeners, GatewayLinker linker) {
    this.listeners = listeners;
    this.linker = linker;
  }

  ImmutableMap<Origin, GatewayStatus> all() {
    Map<Origin, ImmutableList.Builder<Listener>> byOwner = new LinkedHashMap<>();
    listeners
        .all()
        .forEach(
            (gateway, all) -> {
              byOwner.put(gateway.origin(), ImmutableList.builder());
              all.forEach(
                  listener ->
                      byOwner
                          .computeIfAbsent(listener.owner(), o -> ImmutableList.builder())
                          .add(listener));
            });
    ImmutableMap.Builder<Origin, GatewayStatus> statuses = ImmutableMap.builder();
    byOwner.forEach((origin, own) -> statuses.put(origin, status(own.build())));
    return statuses.buildOrThrow();
  }

  private GatewayStatus status(ImmutableList<Listener> own) {
    long refused = own.stream().filter(listeners.refused()::containsKey).count();
    boolean some = refused < own.size();
    ImmutableList<Condition> conditions =
        ImmutableList.of(
            refused == 0
                ? new Condition(ACCEPTED, true, ACCEPTED, "")
                : new Condition(
                    ACCEPTED, some, "ListenersNotValid", refused + " listeners can't be served"),
            some
                ? new Condition(PROGRAMMED, true, PROGRAMMED, "")
                : new Condition(PROGRAMMED, false, "Invalid", "no listener can be served"));
    return new GatewayStatus(
        conditions, own.stream().map(this::status).collect(ImmutableList.toImmutableList()));
  }

  private ListenerStatus status(Listener listener) {
    return new ListenerStatus(
        listener.name(),
        listener.types(),
        linker.attachedRoutes(listener),
        conditions(listener, listeners.refused().get(listener)));
  }

  private static ImmutableList<Condition> conditions(Listener listener, @Nullable String refused) {
    Condition resolved =
        listener.unknownTypes()
            ? new Condition(
                RESOLVED_REFS, false, "InvalidRouteKinds", "no such kind of route is known")
            : new Condition(RESOLVED_REFS, true, RESOLVED_REFS, "");
    if (refused == null) {
      return ImmutableList.of(
          new Condition(ACCEPTED, true, ACCEPTED, ""),
          new Condition(PROGRAMMED, true, PROGRAMMED, ""),
          resolved,
          new Condition(CONFLICTED, false, "NoConflicts", ""));
    }
    boolean conflict = refused.endsWith("Conflict");
    String message =
        conflict
            ? "another listener of the port has the same hostname"
            : "the protocol is not supported yet";
    return ImmutableList.of(
        new Condition(ACCEPTED, false, refused, message),
        new Condition(PROGRAMMED, false, "Invalid", message),
        resolved,
        new Condition(CONFLICTED, conflict, conflict ? refused : "NoConflicts", ""));
  }
}
