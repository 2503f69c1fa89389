package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What events told since the last look. Times are of one clock, whatever its zero. */
final class Pending {
  private final Duration patience;
  private final Set<Path> done = new HashSet<>();
  private final Map<Path, Duration> writing = new HashMap<>();
  private boolean everywhere;
  private Duration latest = Duration.ZERO;

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
    writing.put(file, now);
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

  /** Counts what nobody goes on writing as it is. */
  void expire(Duration now) {
    ImmutableSet<Path> expired =
        writing.entrySet().stream()
            .filter(file -> file.getValue().plus(patience).compareTo(now) <= 0)
            .map(Map.Entry::getKey)
            .collect(ImmutableSet.toImmutableSet());
    expired.forEach(file -> done(file, now));
  }

  /** When {@link #expire} is due. */
  Optional<Duration> nextExpiry() {
    return writing.values().stream().min(Duration::compareTo).map(patience::plus);
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
