package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import dev.signalbox.translator.Translation;
import dev.signalbox.translator.diagnostics.Diagnostic;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One view: its latest translation and the streams that follow it. */
final class ServedView {
  private static final Logger log = LoggerFactory.getLogger(ServedView.class);

  private final Set<Listener> listeners = new LinkedHashSet<>();
  private @Nullable Translation latest;

  /** Has an identity of its own, so that one consumer can be subscribed twice. */
  static final class Listener {
    private final Consumer<Snapshot> consumer;

    Listener(Consumer<Snapshot> consumer) {
      this.consumer = consumer;
    }

    private void accept(Snapshot snapshot) {
      try {
        consumer.accept(snapshot);
      } catch (RuntimeException e) {
        log.error("a stream failed to take its snapshot", e);
      }
    }
  }

  /** A resource by type and name. */
  record ResourceName(ResourceType type, String name) {}

  void add(Listener listener) {
    listeners.add(listener);
    if (latest != null) {
      listener.accept(latest.snapshot());
    }
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  int listeners() {
    return listeners.size();
  }

  ImmutableList<Diagnostic> diagnostics() {
    return latest == null ? ImmutableList.of() : latest.diagnostics();
  }

  /** Takes the next translation; the listeners hear of it if its resources differ. */
  ImmutableSet<ResourceName> update(Translation next) {
    Snapshot before = latest == null ? Snapshot.empty() : latest.snapshot();
    boolean first = latest == null;
    latest = next;
    ImmutableSet<ResourceName> changed = changed(before, next.snapshot());
    if (first || !changed.isEmpty()) {
      listeners.forEach(listener -> listener.accept(next.snapshot()));
    }
    return changed;
  }

  private static ImmutableSet<ResourceName> changed(Snapshot before, Snapshot after) {
    ImmutableSet.Builder<ResourceName> changed = ImmutableSet.builder();
    for (ResourceType type : ResourceType.values()) {
      if (!before.version(type).equals(after.version(type))) {
        MapDifference<String, String> difference =
            Maps.difference(versions(before, type), versions(after, type));
        difference.entriesDiffering().keySet().forEach(n -> changed.add(new ResourceName(type, n)));
        difference
            .entriesOnlyOnLeft()
            .keySet()
            .forEach(n -> changed.add(new ResourceName(type, n)));
        difference
            .entriesOnlyOnRight()
            .keySet()
            .forEach(n -> changed.add(new ResourceName(type, n)));
      }
    }
    return changed.build();
  }

  private static Map<String, String> versions(Snapshot snapshot, ResourceType type) {
    return Maps.transformValues(snapshot.of(type), Resource::version);
  }
}
