package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.signalbox.controlplane.ads.Event.AllNames;
import dev.signalbox.controlplane.ads.Event.NameChange;
import dev.signalbox.controlplane.ads.Event.Names;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What of one type a client wants, and what it must be told of whatever it has. */
final class Interest {
  private final ResourceType type;
  private final Set<String> again = new TreeSet<>();

  /** Null until the first request. */
  private @Nullable Subscription subscription;

  Interest(ResourceType type) {
    this.type = type;
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

  ImmutableSortedMap<String, Resource> select(ImmutableSortedMap<String, Resource> resources) {
    return subscription == null ? ImmutableSortedMap.of() : subscription.select(resources);
  }

  /** Names to tell of in the next response. */
  Set<String> again() {
    return Collections.unmodifiableSet(again);
  }

  void tellAgain(String name) {
    if (covers(name)) {
      again.add(name);
    }
  }

  void told() {
    again.clear();
  }

  /**
   * The first request.
   *
   * @param known names that the client has from an earlier stream
   */
  void start(Names names, Set<String> known) {
    Subscription first = Subscription.first(type, names);
    subscription = first;
    again.clear();
    again.addAll(Sets.difference(first.names(), known));
  }

  /** A later request. */
  void change(Names names) {
    Subscription before = subscription;
    if (before == null) {
      return;
    }
    switch (names) {
      case AllNames all -> again.addAll(Sets.difference(all.names(), before.names()));
      case NameChange change -> {
        again.addAll(change.subscribe());
        // Who unsubscribes from a name under a wildcard is told how things stand with it.
        again.addAll(Sets.intersection(change.unsubscribe(), before.names()));
      }
    }
    Subscription after = before.with(names);
    again.removeIf(name -> !after.covers(name) || name.equals(Subscription.WILDCARD));
    subscription = after;
  }
}
