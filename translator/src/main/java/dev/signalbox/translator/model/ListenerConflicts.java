package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which listeners of a Gateway exclude each other. An earlier object's one has the port; of two in
 * one object neither has it, since nobody can say which is meant.
 */
final class ListenerConflicts {
  private final ListMultimap<Integer, Listener> taken =
      MultimapBuilder.linkedHashKeys().arrayListValues().build();
  private final Map<Listener, Conflict> conflicts = new LinkedHashMap<>();

  private ListenerConflicts() {}

  /** A listener isn't served because of another one. */
  record Conflict(ListenerRefusal why, Listener other) {}

  /**
   * Finds them.
   *
   * @param objects the listeners of the Gateway, then of each of its ListenerSets
   */
  static ImmutableMap<Listener, Conflict> among(List<ImmutableList<Listener>> objects) {
    ListenerConflicts found = new ListenerConflicts();
    objects.forEach(found::add);
    return ImmutableMap.copyOf(found.conflicts);
  }

  /** What an earlier object's listener excludes isn't in the way of those beside it. */
  private void add(ImmutableList<Listener> own) {
    conflicts.putAll(conflicts(own, taken, ListenerRefusal.PROTOCOL_CONFLICT));
    ListMultimap<Integer, Listener> left = left(own);
    conflicts.putAll(conflicts(left.values(), left, ListenerRefusal.INDISTINCT));
    taken.putAll(left(own));
  }

  private ListMultimap<Integer, Listener> left(ImmutableList<Listener> own) {
    ListMultimap<Integer, Listener> left =
        MultimapBuilder.linkedHashKeys().arrayListValues().build();
    own.stream()
        .filter(listener -> !conflicts.containsKey(listener))
        .forEach(listener -> left.put(listener.port(), listener));
    return left;
  }

  private static Map<Listener, Conflict> conflicts(
      Collection<Listener> own,
      ListMultimap<Integer, Listener> others,
      ListenerRefusal ofProtocols) {
    Map<Listener, Conflict> found = new LinkedHashMap<>();
    for (Listener listener : own) {
      conflict(listener, others.get(listener.port()), ofProtocols)
          .ifPresent(conflict -> found.put(listener, conflict));
    }
    return found;
  }

  private static Optional<Conflict> conflict(
      Listener listener, List<Listener> others, ListenerRefusal ofProtocols) {
    for (Listener other : others) {
      boolean sameHost =
          !other.equals(listener)
              && listener.protocol().sharesPort(other.protocol())
              && listener.hostname().equals(other.hostname());
      if (listener.protocol().excludes(other.protocol())
          || (sameHost && listener.protocol() != other.protocol())) {
        return Optional.of(new Conflict(ofProtocols, other));
      }
      if (sameHost) {
        return Optional.of(new Conflict(ListenerRefusal.HOSTNAME_CONFLICT, other));
      }
    }
    return Optional.empty();
  }
}
