package dev.signalbox.controlplane.ads;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a client asks, in whatever order, a stream goes on and has one response out for a type.
 */
class AdsStreamFuzzTest {
  private static final ImmutableList<String> NAMES =
      ImmutableList.of("a", "b", "c", "*", "", "\n", "x".repeat(1000));
  private static final ImmutableList<ResourceType> TYPES =
      ImmutableList.copyOf(ResourceType.values());
  private static final int RANDOM_RUNS = 50;
  private static final int RANDOM_BYTES = 300;
  private static final int BYTES_OF_AN_EVENT = 6;

  static Stream<Arguments> conversations() {
    return IntStream.range(0, RANDOM_RUNS)
        .mapToObj(
            seed -> {
              byte[] bytes = new byte[RANDOM_BYTES];
              new Random(seed).nextBytes(bytes);
              return Arguments.of((Object) bytes);
            });
  }

  @MethodSource("conversations")
  @FuzzTest(maxDuration = "40s")
  void goesOn(byte[] bytes) {
    if (bytes == null || bytes.length == 0) {
      return;
    }
    Protocol protocol = (bytes[0] & 1) == 0 ? Protocol.SOTW : Protocol.DELTA;
    Conversation conversation = new Conversation(new AdsStream(protocol, AdsOptions.defaults()));
    for (int at = 1; at + BYTES_OF_AN_EVENT <= bytes.length; at += BYTES_OF_AN_EVENT) {
      int[] choices = new int[BYTES_OF_AN_EVENT];
      for (int i = 0; i < choices.length; i++) {
        choices[i] = Byte.toUnsignedInt(bytes[at + i]);
      }
      conversation.handle(event(protocol, choices, conversation), choices[5]);
    }
  }

  private static Event event(Protocol protocol, int[] choices, Conversation conversation) {
    return switch (choices[0] % 8) {
      case 0 -> new Event.Target(snapshot(choices[1], choices[2]));
      case 1 -> new Event.Ready(choices[1] % 3 > 0);
      case 2 -> new Event.Tick();
      default -> request(protocol, choices, conversation);
    };
  }

  /** Of some clusters, with or without what belongs to them. */
  private static Snapshot snapshot(int which, int version) {
    List<Resource> resources = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String name = NAMES.get(i);
      if ((which >> i & 1) == 1) {
        resources.add(Fixtures.cluster(name, 1 + version % 3));
        resources.add(Fixtures.endpoints(name, 1 + version % 5));
      }
      if ((which >> (3 + i) & 1) == 1) {
        resources.add(Fixtures.route(name, NAMES.get((i + version) % 3)));
        resources.add(Fixtures.listener(name, name, Integer.toString(version % 2)));
      }
    }
    return Fixtures.snapshot(resources.toArray(Resource[]::new));
  }

  private static Event.Request request(
      Protocol protocol, int[] choices, Conversation conversation) {
    ResourceType type = TYPES.get(choices[1] % TYPES.size());
    Event.Names names =
        protocol == Protocol.SOTW
            ? new Event.AllNames(names(choices[2]))
            : new Event.NameChange(names(choices[2]), names(choices[3]));
    ImmutableMap<String, String> versions =
        choices[4] % 5 == 0 ? ImmutableMap.of("a", "1", "gone", "2", "", "") : ImmutableMap.of();
    Optional<String> error =
        choices[4] % 4 == 1 ? Optional.of("a: bad " + NAMES.get(choices[3] % 7)) : Optional.empty();
    return new Event.Request(type, conversation.nonce(type, choices[4]), names, versions, error);
  }

  private static ImmutableSet<String> names(int which) {
    return IntStream.range(0, NAMES.size())
        .filter(i -> (which >> i & 1) == 1)
        .mapToObj(NAMES::get)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** What the stream has sent, and its clock. */
  private static final class Conversation {
    private final AdsStream stream;
    private final Map<ResourceType, List<String>> nonces = new EnumMap<>(ResourceType.class);
    private Instant now = Instant.EPOCH;

    Conversation(AdsStream stream) {
      this.stream = stream;
    }

    void handle(Event event, int seconds) {
      now = now.plusSeconds(seconds % 16 == 0 ? seconds : 0);
      Set<ResourceType> sent = EnumSet.noneOf(ResourceType.class);
      for (Effect effect : stream.handle(event, now)) {
        if (effect instanceof Effect.Send send) {
          ResourceType type = send.response().type();
          nonces.computeIfAbsent(type, key -> new ArrayList<>()).add(send.response().nonce());
          if (!sent.add(type)) {
            throw new AssertionError("two responses of a type at once after " + event);
          }
        }
      }
      stream.status();
      stream.nextWakeUp();
    }

    /** The last one, an old one, or none that there ever was. */
    String nonce(ResourceType type, int choice) {
      List<String> known = nonces.getOrDefault(type, List.of());
      if (choice % 8 == 7) {
        return "unheard-of";
      }
      if (known.isEmpty() || choice % 8 == 6) {
        return "";
      }
      return choice % 8 == 5 ? known.getFirst() : known.getLast();
    }
  }
}
