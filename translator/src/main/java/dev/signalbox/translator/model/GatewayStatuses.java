package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.GatewayListeners.Attachment;
import dev.signalbox.translator.model.GatewayStatus.ListenerStatus;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.util.Optional;
import java.util.OptionalInt;

/** The statuses of Gateways and ListenerSets. */
final class GatewayStatuses {
  private static final String ACCEPTED = "Accepted";
  private static final String PROGRAMMED = "Programmed";
  private static final String RESOLVED_REFS = "ResolvedRefs";
  private static final String CONFLICTED = "Conflicted";
  private static final String LISTENERS_NOT_VALID = "ListenersNotValid";

  private final GatewayListeners listeners;
  private final GatewayLinker linker;

  GatewayStatuses(GatewayListeners listeners, GatewayLinker linker) {
    this.listeners = listeners;
    this.linker = linker;
  }

  ImmutableMap<Origin, GatewayStatus> all() {
    ImmutableMap.Builder<Origin, GatewayStatus> statuses = ImmutableMap.builder();
    listeners.all().keySet().forEach(gateway -> statuses.put(gateway.origin(), status(gateway)));
    listeners
        .sets()
        .forEach((set, attachment) -> statuses.put(set.origin(), status(set, attachment)));
    return statuses.buildKeepingLast();
  }

  private GatewayStatus status(ApiGateway gateway) {
    ImmutableList<Listener> own = gateway.listeners();
    ImmutableList<Condition> conditions =
        listeners
            .classes()
            .refusal(gateway)
            .map(why -> failed(why.reason(), "Invalid", why.message()))
            .orElseGet(() -> ofListeners(own, "Invalid"));
    return new GatewayStatus(
        conditions,
        listenerStatuses(own),
        OptionalInt.of(attachedSets(gateway)),
        gateway.addresses());
  }

  /** How many have at least one listener that is served. */
  private int attachedSets(ApiGateway gateway) {
    return (int)
        listeners.setsOf(gateway).stream()
            .filter(set -> listeners.sets().get(set) == Attachment.ATTACHED)
            .filter(set -> refused(set.listeners()) < set.listeners().size())
            .count();
  }

  private GatewayStatus status(ListenerSet set, Attachment attachment) {
    return switch (attachment) {
      case ATTACHED ->
          ofSet(
              ofListeners(set.listeners(), LISTENERS_NOT_VALID), listenerStatuses(set.listeners()));
      case NOT_ALLOWED ->
          ofSet(
              failed("NotAllowed", "NotAllowed", "the Gateway allows no such ListenerSet"),
              ImmutableList.of());
      case PARENT_NOT_ACCEPTED ->
          ofSet(
              failed("ParentNotAccepted", "ParentNotAccepted", "the Gateway is not accepted"),
              ImmutableList.of());
    };
  }

  private static GatewayStatus ofSet(
      ImmutableList<Condition> conditions, ImmutableList<ListenerStatus> listeners) {
    return new GatewayStatus(conditions, listeners, OptionalInt.empty(), ImmutableList.of());
  }

  private static ImmutableList<Condition> failed(
      String accepted, String programmed, String message) {
    return ImmutableList.of(
        new Condition(ACCEPTED, false, accepted, message),
        new Condition(PROGRAMMED, false, programmed, message));
  }

  private long refused(ImmutableList<Listener> own) {
    return own.stream().filter(listener -> listeners.refusal(listener).isPresent()).count();
  }

  private ImmutableList<Condition> ofListeners(ImmutableList<Listener> own, String notProgrammed) {
    long refused = refused(own);
    if (refused > 0 && refused == own.size()) {
      return failed(LISTENERS_NOT_VALID, notProgrammed, "no listener can be served");
    }
    return ImmutableList.of(
        refused == 0
            ? new Condition(ACCEPTED, true, ACCEPTED, "")
            : new Condition(
                ACCEPTED, true, LISTENERS_NOT_VALID, refused + " of its listeners can't be served"),
        new Condition(PROGRAMMED, true, PROGRAMMED, ""));
  }

  private ImmutableList<ListenerStatus> listenerStatuses(ImmutableList<Listener> own) {
    return own.stream()
        .map(
            listener ->
                new ListenerStatus(
                    listener.name(),
                    listener.types(),
                    linker.attachedRoutes(listener),
                    conditions(listener, listeners.refusal(listener))))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Condition> conditions(
      Listener listener, Optional<ListenerRefusal> refusal) {
    Condition resolved =
        listener.unknownTypes()
            ? new Condition(
                RESOLVED_REFS,
                false,
                "InvalidRouteKinds",
                "it can't have one of the kinds of routes")
            : new Condition(RESOLVED_REFS, true, RESOLVED_REFS, "");
    Condition conflicted =
        refusal
            .flatMap(ListenerRefusal::conflicted)
            .map(reason -> new Condition(CONFLICTED, true, reason, refusal.get().message()))
            .orElseGet(() -> new Condition(CONFLICTED, false, "NoConflicts", ""));
    return ImmutableList.of(
        refusal
            .map(why -> new Condition(ACCEPTED, false, why.accepted(), why.message()))
            .orElseGet(() -> new Condition(ACCEPTED, true, ACCEPTED, "")),
        refusal
            .map(why -> new Condition(PROGRAMMED, false, why.programmed(), why.message()))
            .orElseGet(() -> new Condition(PROGRAMMED, true, PROGRAMMED, "")),
        resolved,
        conflicted);
  }
}
