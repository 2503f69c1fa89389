package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What events told since the last look. Times are of one clock, whatever its zero. */
final class Pending {
  /** A shell empties a file before it runs the command whose output goes there. */
  private static final int TIMES_PATIENCE_WHILE_EMPTY = 15;

  private final Duration patience;
  private final Set<Path> done = new HashSet<>();
  private final Map<Path, Write> writing = new HashMap<>();
  private boolean everywhere;
  private Duration latest = Duration.ZERO;

  /** A write that has not ended. */
  private record Write(Duration begun, Duration latest) {}

  /**
   * @param patience how long a file that somebody has open for writing may rest until it counts as
   *     it is
   */
  Pending(Duration patience) {
    this.patience = patience;
  }

  /** The file is whole, or gone. */
  void done(Path file, Duration now) {
    writing.remove(file);
    done.add(file);
    latest = now;
  }

  /** Somebody is writing the file. */
  void writing(Path file, Duration now) {
    done.remove(file);
    writing.merge(file, new Write(now, now), (write, next) -> new Write(write.begun, now));
  }

  /** More has changed than one file. */
  void everywhere(Duration now) {
    everywhere = true;
    latest = now;
  }

  /** Events are lost, such as that of the end of a write. */
  void lost(Duration now) {
    writing.clear();
    everywhere(now);
  }

  /**
   * Counts what nobody goes on writing as it is.
   *
   * @param empty whether nothing has been written to a file yet, which is given more time
   */
  void expire(Duration now, Predicate<Path> empty) {
    ImmutableMap<Path, Write> resting =
        writing.entrySet().stream()
            .filter(file -> file.getValue().latest.plus(patience).compareTo(now) <= 0)
            .collect(ImmutableMap.toImmutableMap(Map.Entry::getKey, Map.Entry::getValue));
    resting.forEach(
        (file, write) -> {
          Duration longest = patience.multipliedBy(TIMES_PATIENCE_WHILE_EMPTY);
          if (empty.test(file) && write.begun.plus(longest).compareTo(now) > 0) {
            writing(file, now);
          } else {
            done(file, now);
          }
        });
  }

  /** When {@link #expire} is due. */
  Optional<Duration> nextExpiry() {
    return writing.values().stream()
        .map(Write::latest)
        .min(Duration::compareTo)
        .map(patience::plus);
  }

  boolean isEmpty() {
    return done.isEmpty() && !everywhere;
  }

  boolean isEverywhere() {
    return everywhere;
  }

  boolean isDone(Path file) {
    return done.contains(file);
  }

  boolean isWriting(Path file) {
    return writing.containsKey(file);
  }

  /** When something happened last that a look would show. */
  Duration latest() {
    return latest;
  }

  ImmutableSet<Path> files() {
    return ImmutableSet.copyOf(done);
  }

  /** A look was taken; files that are being written still are. */
  void looked() {
    done.clear();
    everywhere = false;
  }
}
