package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.controlplane.ads.Event.Names;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One type of one stream: what the client wants, was sent, has acknowledged and refused. */
final class TypeState {
  private final ResourceType type;
  private final Protocol protocol;
  private final Interest interest;
  private final HeldBack heldBack = new HeldBack();
  private final History history = new History();
  private final Anchors anchors = new Anchors();

  private @Nullable Outstanding outstanding;
  private ImmutableSortedMap<String, Resource> sent = ImmutableSortedMap.of();
  private ImmutableSortedMap<String, Resource> acknowledged = ImmutableSortedMap.of();
  private boolean answerDue;
  private long responses;

  TypeState(ResourceType type, Protocol protocol) {
    this.type = type;
    this.protocol = protocol;
    this.interest = new Interest(type);
  }

  ResourceType type() {
    return type;
  }

  Interest interest() {
    return interest;
  }

  @Nullable Outstanding outstanding() {
    return outstanding;
  }

  HeldBack heldBack() {
    return heldBack;
  }

  Anchors anchors() {
    return anchors;
  }

  /** What the client has once it accepted the outstanding response. */
  ImmutableSortedMap<String, Resource> sent() {
    return sent;
  }

  /** What the client is known to have. */
  ImmutableSortedMap<String, Resource> acknowledged() {
    return acknowledged;
  }

  /** All that the client may get of these: of what is held back, the version that it accepted. */
  ImmutableSortedMap<String, Resource> allowed(ImmutableSortedMap<String, Resource> resources) {
    if (heldBack.isEmpty()) {
      return resources;
    }
    ImmutableSortedMap.Builder<String, Resource> allowed = ImmutableSortedMap.naturalOrder();
    resources.forEach(
        (name, resource) -> {
          Resource good = heldBack.allows(resource) ? resource : fallback(name);
          if (good != null) {
            allowed.put(name, good);
          }
        });
    return allowed.buildOrThrow();
  }

  /** The last version that the client accepted; a refused cluster can't stay without its bytes. */
  private @Nullable Resource fallback(String name) {
    Resource good = acknowledged.get(name);
    return good != null && type == ResourceType.CLUSTER && Unseen.is(good) ? null : good;
  }

  /** All that is held back, for whatever reason. */
  ImmutableList<Refusal> refusals() {
    return ImmutableList.<Refusal>builder()
        .addAll(heldBack.refusals())
        .addAll(anchors.refusals())
        .build();
  }

  void receive(Event.Request request, Instant now, Consumer<Effect> effects) {
    boolean restart = protocol == Protocol.SOTW && request.nonce().isEmpty();
    if (!interest.isAsked() || restart) {
      start(request);
      return;
    }
    Outstanding answered = outstanding;
    if (answered != null && answered.nonce().equals(request.nonce())) {
      answer(answered, request.error(), now, effects);
    } else if (protocol == Protocol.SOTW && !request.nonce().equals(nonce())) {
      return;
    }
    subscribe(request.names());
  }

  /** The response that brings the client to what is wanted, if it takes one. */
  Optional<Response> respond(
      ImmutableSortedMap<String, Resource> wanted, Supplier<String> versionOfWanted, Instant now) {
    Difference difference = Difference.between(sent, wanted, interest.again());
    boolean due = isDue(difference);
    interest.told();
    answerDue = false;
    sent = wanted;
    if (!due) {
      acknowledged = wanted;
      if (!wanted.isEmpty() && history.isBlank()) { // It came back with all that it needs.
        history.acknowledged(versionOfWanted.get(), now);
      }
      return Optional.empty();
    }
    responses++;
    String version = versionOfWanted.get();
    outstanding = new Outstanding(nonce(), version, difference, now, false);
    history.sent(now);
    ImmutableList<Resource> resources =
        protocol.sendsWholeSet(type) ? wanted.values().asList() : difference.changed();
    return Optional.of(new Response(type, version, nonce(), resources, difference.removed()));
  }

  /** Whether the client has acknowledged all that is wanted. */
  boolean isSettled(ImmutableSortedMap<String, Resource> wanted) {
    return outstanding == null
        && !heldBack.hasUntried()
        && !isDue(Difference.between(sent, wanted, interest.again()));
  }

  /** Sends these again with the next response, as far as the client has them. */
  void sendAgain(Collection<String> names) {
    names.stream().filter(sent::containsKey).forEach(interest::tellAgain);
  }

  /** The ACK is overdue: holds these back, and sends anew what came with them. */
  void withhold(
      ImmutableSet<String> suspects, String reason, Instant now, Consumer<Effect> effects) {
    Outstanding late = outstanding;
    if (late == null || suspects.isEmpty()) {
      return;
    }
    for (Resource resource : late.difference().changed()) {
      if (suspects.contains(resource.name())) {
        effects.accept(new Effect.Withheld(heldBack.refuse(resource, reason, now)));
      }
    }
    abandon(late);
  }

  /** Gives up on an ACK that is overdue: what came with it is sent anew. */
  void giveUpOverdue() {
    Outstanding late = outstanding;
    if (late != null && late.overdue()) {
      abandon(late);
    }
  }

  void markOverdue() {
    if (outstanding != null) {
      outstanding = outstanding.late();
    }
  }

  TypeStatus status() {
    return history.status(this);
  }

  private void start(Event.Request request) {
    interest.start(request.names(), request.initialVersions().keySet());
    sent = interest.select(Unseen.resources(type, request.initialVersions()));
    acknowledged = sent;
    outstanding = null;
    answerDue = sent.isEmpty();
  }

  private void subscribe(Names names) {
    interest.change(names);
    sent = interest.select(sent);
    acknowledged = interest.select(acknowledged);
  }

  private void answer(
      Outstanding answered, Optional<String> error, Instant now, Consumer<Effect> effects) {
    if (error.isPresent()) {
      effects.accept(new Effect.Rejected(type, error.get()));
      reject(answered, error.get(), now, effects);
    } else {
      effects.accept(new Effect.Acknowledged(type));
      acknowledge(answered, now);
    }
  }

  private void acknowledge(Outstanding answered, Instant now) {
    outstanding = null;
    acknowledged = sent;
    history.acknowledged(answered.version(), now);
    heldBack.accepted(sent);
  }

  private void reject(Outstanding answered, String message, Instant now, Consumer<Effect> effects) {
    history.rejected(message);
    ImmutableMap<String, Resource> suspects =
        answered.difference().changed().stream()
            .filter(this::isUnproven)
            .collect(ImmutableMap.toImmutableMap(Resource::name, resource -> resource));
    switch (Blame.of(message, suspects, heldBack.messages())) {
      case Blame.Old old -> acknowledge(answered, now);
      case Blame.Named named -> {
        named
            .resources()
            .forEach(
                (resource, text) ->
                    effects.accept(new Effect.Withheld(heldBack.refuse(resource, text, now))));
        abandon(answered);
      }
      case Blame.Unknown unknown -> {
        heldBack.split(suspects.values().asList());
        abandon(answered);
      }
    }
  }

  /** What came with a refused response may or may not have arrived. */
  private void abandon(Outstanding refused) {
    outstanding = null;
    refused.names().forEach(interest::tellAgain);
  }

  private boolean isUnproven(Resource resource) {
    Resource good = acknowledged.get(resource.name());
    return good == null || !good.version().equals(resource.version());
  }

  private boolean isDue(Difference difference) {
    boolean emptyAnswer = answerDue && (interest.isWildcard() || protocol.sendsWholeSet(type));
    boolean told = protocol == Protocol.DELTA || protocol.sendsWholeSet(type);
    return emptyAnswer || (told ? !difference.isEmpty() : !difference.changed().isEmpty());
  }

  private String nonce() {
    return Long.toString(responses);
  }
}
