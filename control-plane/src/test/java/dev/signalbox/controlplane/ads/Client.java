package dev.signalbox.controlplane.ads;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** A client of one stream, with a clock of its own: a test talks through it. */
final class Client {
  private final Protocol protocol;
  private final AdsStream stream;
  private final List<Response> inbox = new ArrayList<>();
  private final List<Effect> said = new ArrayList<>();
  private final Map<ResourceType, Response> last = new EnumMap<>(ResourceType.class);
  private final Map<ResourceType, Set<String>> names = new EnumMap<>(ResourceType.class);
  private Instant now = Instant.EPOCH;

  Client(Protocol protocol) {
    this(protocol, AdsOptions.defaults());
  }

  Client(Protocol protocol, AdsOptions options) {
    this.protocol = protocol;
    this.stream = new AdsStream(protocol, options);
  }

  Client isGiven(Resource... resources) {
    return isGiven(Fixtures.snapshot(resources));
  }

  Client isGiven(Snapshot snapshot) {
    return handle(new Event.Target(snapshot));
  }

  Client asks(ResourceType type, String... subscribed) {
    return subscribes(type, "", subscribed);
  }

  /** A further request for more names, as a client that has the last response sends it. */
  Client alsoAsks(ResourceType type, String... subscribed) {
    String nonce = protocol == Protocol.SOTW ? lastNonce(type) : "";
    return subscribes(type, nonce, subscribed);
  }

  Client dropsNames(ResourceType type, String... unsubscribed) {
    namesOf(type).removeAll(List.of(unsubscribed));
    return protocol == Protocol.SOTW
        ? handle(request(type, lastNonce(type), allNames(type), Optional.empty()))
        : handle(
            request(
                type,
                "",
                new Event.NameChange(ImmutableSet.of(), ImmutableSet.copyOf(unsubscribed)),
                Optional.empty()));
  }

  /** The first request of an incremental client that connects again. */
  Client resumes(ResourceType type, Map<String, String> versions, String... subscribed) {
    return handle(
        new Event.Request(
            type,
            "",
            new Event.NameChange(ImmutableSet.copyOf(subscribed), ImmutableSet.of()),
            ImmutableMap.copyOf(versions),
            Optional.empty()));
  }

  Client acks(ResourceType type) {
    return answers(type, lastNonce(type), Optional.empty());
  }

  Client acksNonce(ResourceType type, String nonce) {
    return answers(type, nonce, Optional.empty());
  }

  Client nacks(ResourceType type, String message) {
    return answers(type, lastNonce(type), Optional.of(message));
  }

  /** Sends a request as it is. */
  Client sends(Event.Request request) {
    return handle(request);
  }

  Client isReady(boolean ready) {
    return handle(new Event.Ready(ready));
  }

  Client after(Duration duration) {
    Instant end = now.plus(duration);
    for (Optional<Instant> wake = stream.nextWakeUp();
        wake.isPresent() && !wake.get().isAfter(end);
        wake = stream.nextWakeUp()) {
      now = wake.get().isAfter(now) ? wake.get() : now;
      handle(new Event.Tick());
    }
    now = end;
    return handle(new Event.Tick());
  }

  /** The next response is of this type and carries these names, and no others. */
  Client gets(ResourceType type, String... resources) {
    Response response = next();
    assertThat(response.type()).isEqualTo(type);
    assertThat(response.resources()).extracting(Resource::name).containsExactly(resources);
    return this;
  }

  /** As {@link #gets}, of the incremental protocol, where nothing but removals comes. */
  Client getsRemoved(ResourceType type, String... removed) {
    gets(type);
    assertThat(last(type).removed()).containsExactly(removed);
    return this;
  }

  Client getsNothing() {
    assertThat(inbox).isEmpty();
    return this;
  }

  /** Gets the type and acknowledges it. */
  Client takes(ResourceType type, String... resources) {
    return gets(type, resources).acks(type);
  }

  /** Refuses each response with a bad resource, takes the others; tells how many it refused. */
  int answersUntilQuiet(ResourceType type, Set<String> bad, String message) {
    int refused = 0;
    while (!inbox.isEmpty()) {
      if (next().resources().stream().anyMatch(resource -> bad.contains(resource.name()))) {
        refused++;
        nacks(type, message);
      } else {
        acks(type);
      }
    }
    return refused;
  }

  Response last(ResourceType type) {
    Response response = last.get(type);
    assertThat(response).isNotNull();
    return Objects.requireNonNull(response);
  }

  List<Effect> said() {
    return said;
  }

  TypeStatus status(ResourceType type) {
    return stream.status().stream().filter(s -> s.type() == type).findFirst().orElseThrow();
  }

  private Client subscribes(ResourceType type, String nonce, String... subscribed) {
    namesOf(type).addAll(List.of(subscribed));
    Event.Names change =
        protocol == Protocol.SOTW
            ? allNames(type)
            : new Event.NameChange(ImmutableSet.copyOf(subscribed), ImmutableSet.of());
    return handle(request(type, nonce, change, Optional.empty()));
  }

  private Client answers(ResourceType type, String nonce, Optional<String> error) {
    Event.Names unchanged =
        protocol == Protocol.SOTW
            ? allNames(type)
            : new Event.NameChange(ImmutableSet.of(), ImmutableSet.of());
    return handle(request(type, nonce, unchanged, error));
  }

  private Client handle(Event event) {
    for (Effect effect : stream.handle(event, now)) {
      said.add(effect);
      if (effect instanceof Effect.Send send) {
        inbox.add(send.response());
      }
    }
    return this;
  }

  private Response next() {
    assertThat(inbox).as("responses").isNotEmpty();
    Response response = inbox.removeFirst();
    last.put(response.type(), response);
    return response;
  }

  private Set<String> namesOf(ResourceType type) {
    return names.computeIfAbsent(type, key -> new LinkedHashSet<>());
  }

  private Event.AllNames allNames(ResourceType type) {
    return new Event.AllNames(ImmutableSet.copyOf(namesOf(type)));
  }

  private String lastNonce(ResourceType type) {
    Response response = last.get(type);
    return response == null ? "" : response.nonce();
  }

  private static Event.Request request(
      ResourceType type, String nonce, Event.Names names, Optional<String> error) {
    return new Event.Request(type, nonce, names, ImmutableMap.of(), error);
  }
}
