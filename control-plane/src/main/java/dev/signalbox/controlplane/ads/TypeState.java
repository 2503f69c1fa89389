package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.signalbox.controlplane.ads.Event.AllNames;
import dev.signalbox.controlplane.ads.Event.NameChange;
import dev.signalbox.controlplane.ads.Event.Names;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One type of one stream: what the client wants, was sent, has acknowledged and refused. */
final class TypeState {
  private final ResourceType type;
  private final Protocol protocol;
  private final HeldBack heldBack = new HeldBack();
  private final History history = new History();
  private final Anchors anchors = new Anchors();

  /** Names to tell of in the next response, whatever the client has. */
  private final Set<String> again = new TreeSet<>();

  /** Null until the first request. */
  private @Nullable Subscription subscription;

  private @Nullable Outstanding outstanding;
  private ImmutableSortedMap<String, Resource> sent = ImmutableSortedMap.of();
  private ImmutableSortedMap<String, Resource> acknowledged = ImmutableSortedMap.of();
  private boolean answerDue;
  private long responses;

  TypeState(ResourceType type, Protocol protocol) {
    this.type = type;
    this.protocol = protocol;
  }

  ResourceType type() {
    return type;
  }

  boolean isAsked() {
    return subscription != null;
  }

  boolean isWildcard() {
    return subscription != null && subscription.wildcard();
  }

  boolean covers(String name) {
    return subscription != null && subscription.covers(name);
  }

  @Nullable Outstanding outstanding() {
    return outstanding;
  }

  HeldBack heldBack() {
    return heldBack;
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
          Resource good = heldBack.allows(resource) ? resource : acknowledged.get(name);
          if (good != null && !(type == ResourceType.CLUSTER && Unseen.is(good))) {
            allowed.put(name, good);
          }
        });
    return allowed.buildOrThrow();
  }

  /** What can work with the clusters that the client has. */
  ImmutableSortedMap<String, Resource> anchored(
      ImmutableSortedMap<String, Resource> resources, ImmutableSet<String> missing, Instant now) {
    return anchors.hold(resources, acknowledged, missing, now);
  }

  /** What is held back for a missing cluster since the last call. */
  ImmutableList<Refusal> newlyAnchored() {
    return anchors.takeNew();
  }

  /** All that is held back, for whatever reason. */
  ImmutableList<Refusal> refusals() {
    return ImmutableList.<Refusal>builder()
        .addAll(heldBack.refusals())
        .addAll(anchors.refusals())
        .build();
  }

  ImmutableSortedMap<String, Resource> subscribed(ImmutableSortedMap<String, Resource> resources) {
    return subscription == null ? ImmutableSortedMap.of() : subscription.select(resources);
  }

  void receive(Event.Request request, Instant now, Consumer<Effect> effects) {
    boolean restart = protocol == Protocol.SOTW && request.nonce().isEmpty();
    if (subscription == null || restart) {
      start(request);
      return;
    }
    Outstanding answered = outstanding;
    if (answered != null && answered.nonce().equals(request.nonce())) {
      answer(answered, request.error(), now, effects);
    } else if (protocol == Protocol.SOTW && !request.nonce().equals(nonce())) {
      return;
    }
    subscribe(subscription, request.names());
  }

  /** The response that brings the client to what is wanted, if it takes one. */
  Optional<Response> respond(
      ImmutableSortedMap<String, Resource> wanted, Supplier<String> versionOfWanted, Instant now) {
    Difference difference = Difference.between(sent, wanted, again);
    boolean due = isDue(difference);
    again.clear();
    answerDue = false;
    sent = wanted;
    if (!due) {
      acknowledged = wanted;
      return Optional.empty();
    }
    responses++;
    String version = versionOfWanted.get();
    outstanding = new Outstanding(nonce(), version, difference, now, false);
    history.sent(now);
    ImmutableList<Resource> resources =
        sendsWholeSet() ? wanted.values().asList() : difference.changed();
    return Optional.of(new Response(type, version, nonce(), resources, difference.removed()));
  }

  /** Whether the client has acknowledged all that is wanted. */
  boolean isSettled(ImmutableSortedMap<String, Resource> wanted) {
    return outstanding == null
        && !heldBack.hasUntried()
        && !isDue(Difference.between(sent, wanted, again));
  }

  /** Sends these again with the next response, as far as the client has them. */
  void sendAgain(Collection<String> names) {
    names.stream().filter(sent::containsKey).forEach(again::add);
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

  void markOverdue() {
    if (outstanding != null) {
      outstanding = outstanding.late();
    }
  }

  TypeStatus status() {
    return history.status(this);
  }

  private void start(Event.Request request) {
    subscription = Subscription.first(type, request.names());
    sent = subscription.select(Unseen.resources(type, request.initialVersions()));
    acknowledged = sent;
    outstanding = null;
    answerDue = sent.isEmpty();
    again.clear();
    again.addAll(Sets.difference(subscription.names(), sent.keySet()));
  }

  private void subscribe(Subscription before, Names names) {
    Subscription after = before.with(names);
    switch (names) {
      case AllNames all -> again.addAll(Sets.difference(all.names(), before.names()));
      case NameChange change -> {
        again.addAll(change.subscribe());
        // Who unsubscribes from a name under a wildcard is told how things stand with it.
        again.addAll(Sets.intersection(change.unsubscribe(), before.names()));
      }
    }
    again.removeIf(name -> !after.covers(name) || name.equals(Subscription.WILDCARD));
    if (!after.equals(before)) {
      subscription = after;
      sent = after.select(sent);
      acknowledged = after.select(acknowledged);
    }
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
    switch (Blame.of(message, suspects, heldBack.refusedNames())) {
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
    refused.names().filter(this::covers).forEach(again::add);
  }

  private boolean isUnproven(Resource resource) {
    Resource good = acknowledged.get(resource.name());
    return good == null || !good.version().equals(resource.version());
  }

  private boolean isDue(Difference difference) {
    boolean emptyAnswer = answerDue && (isWildcard() || sendsWholeSet());
    boolean told = protocol == Protocol.DELTA || sendsWholeSet();
    return emptyAnswer || (told ? !difference.isEmpty() : !difference.changed().isEmpty());
  }

  private boolean sendsWholeSet() {
    return protocol == Protocol.SOTW
        && (type == ResourceType.CLUSTER || type == ResourceType.LISTENER);
  }

  private String nonce() {
    return Long.toString(responses);
  }
}
