package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One ADS stream: events in, effects out; no IO, no clock, one thread at a time.
 *
 * <p>After each event it compares what the client has with what it should have, and sends the
 * difference, in an order that loses no request: clusters first; routes and listeners once the
 * clusters are acknowledged; what is gone only when the acknowledged routes haven't used it for the
 * drain time. Nothing waits for a type that the client didn't ask for.
 */
public final class AdsStream {
  private final boolean ordered;
  private final States states;
  private final Retention retention;
  private final Goal goal;
  private final AckDeadline deadline;
  private @Nullable Snapshot target;

  /** The target of which the outstanding clusters are. */
  private @Nullable Snapshot targetOfClusters;

  private boolean ready = true;

  public AdsStream(Protocol protocol, AdsOptions options) {
    this.ordered = options.ordered();
    this.states = States.of(protocol);
    this.retention = new Retention(options.drain());
    this.goal = new Goal(states, retention, ordered);
    this.deadline = new AckDeadline(options.ackTimeout(), states.clusters(), states.endpoints());
  }

  /** What to do about an event. */
  public ImmutableList<Effect> handle(Event event, Instant now) {
    ImmutableList.Builder<Effect> effects = ImmutableList.builder();
    boolean clustersAcknowledged = false;
    switch (event) {
      case Event.Request request -> clustersAcknowledged = receive(request, now, effects::add);
      case Event.Target newTarget -> retarget(newTarget.snapshot());
      case Event.Ready transport -> ready = transport.ready();
      case Event.Tick tick -> {}
    }
    states.all().forEach(state -> state.heldBack().retry(now));
    deadline.check(now, effects::add);
    retention.expire(now);
    if (target != null && ready && clustersAcknowledged) {
      useClusters(now, effects::add);
    }
    if (target != null && ready) {
      reconcile(target, now, effects::add);
    }
    return effects.build();
  }

  /** When to call at the latest, if nothing else happens. */
  public Optional<Instant> nextWakeUp() {
    Stream<Optional<Instant>> retries =
        states.all().stream().map(state -> state.heldBack().nextRetry());
    return Stream.concat(Stream.of(retention.nextExpiry(), deadline.next()), retries)
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** The types that the client asked for. */
  public ImmutableList<TypeStatus> status() {
    return states.all().stream()
        .filter(state -> state.interest().isAsked())
        .map(TypeState::status)
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether the client has just accepted the clusters that it was sent. */
  private boolean receive(Event.Request request, Instant now, Consumer<Effect> effects) {
    TypeState state = states.of(request.type());
    boolean waited = state.type() == ResourceType.CLUSTER && state.outstanding() != null;
    boolean first = !state.interest().isAsked();
    state.receive(request, now, effects);
    deadline.requested(now);
    if (first) {
      // Routes that we didn't know of may use what is gone, and a reconnecting client may have it.
      retention.restart();
      if (target != null && ordered) {
        retention.retarget(states.clusters().sent(), target, target);
      }
    }
    return waited && state.outstanding() == null && request.error().isEmpty();
  }

  /**
   * Sends the routes and listeners that the acknowledged clusters were for, if there is a newer
   * target: else a change of clusters in each round would keep them waiting for ever.
   */
  @SuppressWarnings("ReferenceEquality")
  private void useClusters(Instant now, Consumer<Effect> effects) {
    Snapshot reached = targetOfClusters;
    if (reached == null || reached == target || states.clusters().heldBack().hasUntried()) {
      return;
    }
    for (TypeState state : ImmutableList.of(states.listeners(), states.routes())) {
      if (state.interest().isAsked() && state.outstanding() == null) {
        respond(state, reached, now)
            .ifPresent(response -> effects.accept(new Effect.Send(response)));
      }
    }
  }

  private void retarget(Snapshot next) {
    Snapshot before = target == null ? Snapshot.empty() : target;
    if (!before.version(ResourceType.CLUSTER).equals(next.version(ResourceType.CLUSTER))) {
      states.clusters().giveUpOverdue();
    }
    if (ordered) {
      retention.retarget(states.clusters().sent(), before, next);
    }
    target = next;
    states.all().forEach(state -> state.heldBack().retarget(next.of(state.type())));
  }

  private void reconcile(Snapshot to, Instant now, Consumer<Effect> effects) {
    for (TypeState state : states.all()) {
      if (state.interest().isAsked()
          && state.outstanding() == null
          && !goal.mustWait(state.type())) {
        Optional<Response> response = respond(state, to, now);
        response.ifPresent(sent -> effects.accept(new Effect.Send(sent)));
        if (response.isPresent() && state.type() == ResourceType.CLUSTER) {
          targetOfClusters = to;
        }
        state.anchors().takeNew().forEach(refusal -> effects.accept(new Effect.Withheld(refusal)));
      }
    }
    if (!retention.allDraining() && goal.routesAgree(to, now)) {
      retention.routesAgree(now, cluster -> goal.isUsedByOld(cluster, to, now));
    }
  }

  private Optional<Response> respond(TypeState state, Snapshot to, Instant now) {
    Optional<Response> response = step(state, to, now);
    while (response.isEmpty() && state.heldBack().hasUntried()) {
      state.heldBack().tryNext();
      response = step(state, to, now);
    }
    if (response.isPresent()) {
      followUp(state);
    }
    return response;
  }

  @SuppressWarnings("ReferenceEquality") // Unchanged sets are shared, and so is their hash.
  private Optional<Response> step(TypeState state, Snapshot to, Instant now) {
    ImmutableSortedMap<String, Resource> wanted = goal.wanted(state, to, now);
    return state.respond(
        wanted,
        () -> wanted == to.of(state.type()) ? to.version(state.type()) : Snapshot.hash(wanted),
        now);
  }

  /** Envoy warms a changed cluster or listener with its endpoints or routes, and may not ask. */
  private void followUp(TypeState parent) {
    Outstanding sent = parent.outstanding();
    if (sent == null) {
      return;
    }
    TypeState child =
        switch (parent.type()) {
          case CLUSTER -> states.endpoints();
          case LISTENER -> states.routes();
          case ENDPOINTS, ROUTES -> parent;
        };
    for (Resource changed : sent.difference().changed()) {
      child.sendAgain(changed.needs());
    }
  }
}
