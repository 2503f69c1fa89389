package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.signalbox.translator.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The resources of one type that a client refused, and those that wait to be tried in halves. */
final class HeldBack {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(60);

  private final Map<String, Refusal> refused = new TreeMap<>();

  /** Own faults whose time has come; they count their attempts until the client accepts. */
  private final Map<String, Refusal> retried = new TreeMap<>();

  private final Deque<ImmutableSortedMap<String, Resource>> untried = new ArrayDeque<>();

  private ImmutableSortedMap<String, Resource> target = ImmutableSortedMap.of();

  boolean isEmpty() {
    return refused.isEmpty() && untried.isEmpty();
  }

  boolean allows(Resource resource) {
    return !isRefused(resource)
        && untried.stream().noneMatch(group -> same(group.get(resource.name()), resource));
  }

  /** What the client would have, had it not refused it. */
  ImmutableList<Refusal> refusals() {
    return refused.values().stream()
        .filter(refusal -> target.containsKey(refusal.resource().name()))
        .collect(ImmutableList.toImmutableList());
  }

  /** What the client said of each, by name. */
  ImmutableMap<String, String> messages() {
    return ImmutableMap.copyOf(Maps.transformValues(refused, Refusal::message));
  }

  /** Forgets what the new target has in another version. */
  void retarget(ImmutableSortedMap<String, Resource> newTarget) {
    target = newTarget;
    refused.values().removeIf(refusal -> isSuperseded(refusal.resource()));
    retried.values().removeIf(refusal -> isSuperseded(refusal.resource()));
    List<ImmutableSortedMap<String, Resource>> groups = List.copyOf(untried);
    untried.clear();
    for (ImmutableSortedMap<String, Resource> group : groups) {
      addUntried(Maps.filterValues(group, resource -> same(target.get(resource.name()), resource)));
    }
  }

  /** Holds one resource back. */
  Refusal refuse(Resource resource, String message, Instant now) {
    Refusal before = retried.remove(resource.name());
    int attempts = before == null ? 1 : before.attempts() + 1;
    Optional<Instant> retryAt =
        ErrorText.isOwnFault(message)
            ? Optional.of(now.plus(retryDelay(attempts)))
            : Optional.empty();
    Refusal refusal = new Refusal(resource, message, now, attempts, retryAt);
    if (!isSuperseded(resource)) {
      refused.put(resource.name(), refusal);
    }
    return refusal;
  }

  /** Lets a resource go if it is fit now; true if it isn't held back any more. */
  boolean release(String name, Predicate<Resource> fit) {
    Refusal refusal = refused.get(name);
    if (refusal != null && fit.test(refusal.resource())) {
      refused.remove(name);
    }
    return !refused.containsKey(name);
  }

  /** Holds all back, to try them in halves. */
  void split(ImmutableList<Resource> suspects) {
    int half = suspects.size() / 2;
    untried.addFirst(byName(suspects.subList(half, suspects.size())));
    untried.addFirst(byName(suspects.subList(0, half)));
    untried.removeIf(ImmutableSortedMap::isEmpty);
  }

  boolean hasUntried() {
    return !untried.isEmpty();
  }

  /** Lets the next group of suspects go. */
  void tryNext() {
    untried.removeFirst();
  }

  /** Lets those go whose time to retry has come. */
  void retry(Instant now) {
    for (Refusal refusal : ImmutableList.copyOf(refused.values())) {
      if (refusal.retryAt().filter(at -> !at.isAfter(now)).isPresent()) {
        refused.remove(refusal.resource().name());
        retried.put(refusal.resource().name(), refusal);
      }
    }
  }

  Optional<Instant> nextRetry() {
    return refused.values().stream()
        .flatMap(refusal -> refusal.retryAt().stream())
        .min(Instant::compareTo);
  }

  /** The client has these now. */
  void accepted(ImmutableSortedMap<String, Resource> resources) {
    retried
        .values()
        .removeIf(refusal -> same(resources.get(refusal.resource().name()), refusal.resource()));
  }

  private boolean isRefused(Resource resource) {
    Refusal refusal = refused.get(resource.name());
    return refusal != null && same(refusal.resource(), resource);
  }

  private void addUntried(Map<String, Resource> group) {
    if (!group.isEmpty()) {
      untried.addLast(ImmutableSortedMap.copyOf(group));
    }
  }

  private boolean isSuperseded(Resource resource) {
    Resource current = target.get(resource.name());
    return current != null && !same(current, resource);
  }

  private static boolean same(@Nullable Resource one, Resource other) {
    return one != null && one.version().equals(other.version());
  }

  private static Duration retryDelay(int attempts) {
    int doublings = Math.min(attempts - 1, Long.SIZE / 2);
    Duration delay = FIRST_RETRY.multipliedBy(1L << doublings);
    return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
  }

  private static ImmutableSortedMap<String, Resource> byName(Collection<Resource> resources) {
    return resources.stream()
        .collect(
            ImmutableSortedMap.toImmutableSortedMap(
                String::compareTo, Resource::name, resource -> resource));
  }
}
