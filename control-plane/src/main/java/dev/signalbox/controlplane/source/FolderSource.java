package dev.signalbox.controlplane.source;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manifest files in folders. The file system's events say where to look and whether a file is
 * whole; what changed is found by comparing one look with the next, so a lost event costs time,
 * never truth.
 */
public final class FolderSource implements ConfigSource {
  private static final Logger log = LoggerFactory.getLogger(FolderSource.class);

  /** Some file systems send no events. With the time of a look it makes less than 5 s. */
  private static final Duration RESCAN = Duration.ofSeconds(4);

  private static final Duration RESCAN_UNWATCHED = Duration.ofSeconds(1);

  /** How long a file may rest open for writing: as long as it would take without events. */
  private static final Duration PATIENCE = RESCAN;

  /** Files that belong together come one right after the other. */
  private static final Duration LINGER = Duration.ofMillis(10);

  private static final Duration LONGEST_LINGER = Duration.ofMillis(250);

  /** In a folder that is written all the time, what is quiet goes ahead after so many looks. */
  private static final int MOST_LOOKS = 8;

  private static final Duration RESTLESS = Duration.ofMillis(500);

  private final ImmutableList<ConfigRoot> roots;
  private final Duration rescan;
  private final Stopwatch clock = Stopwatch.createStarted();
  private final FolderWatch watch;
  private final Pending pending = new Pending(PATIENCE);
  private final Accepted accepted;
  private final Thread thread = new Thread(this::run, "signalbox-folders");
  private Listing listing = FolderScanner.scan(ImmutableList.of());
  private Duration nextRescan = Duration.ZERO;
  private Consumer<ImmutableList<FileChange>> listener = batch -> {};

  /**
   * @param known files that the listener knows from before a restart: it hears of them when they
   *     are there, and when they are gone, but not while they can't be looked for
   */
  public FolderSource(List<Path> folders, Set<String> known) {
    this(folders, known, RESCAN, FolderWatch.Events.INOTIFY);
  }

  /**
   * @param rescan how often to look at everything though no event said so
   */
  FolderSource(List<Path> folders, Set<String> known, Duration rescan, FolderWatch.Events events) {
    this.roots = ConfigRoot.of(folders);
    this.rescan = rescan;
    this.accepted = new Accepted(known);
    this.watch = new FolderWatch(clock, events);
    this.thread.setDaemon(true);
  }

  /** What the names of the files of each folder begin with. */
  public static ImmutableList<String> prefixes(List<Path> folders) {
    return ConfigRoot.of(folders).stream().map(ConfigRoot::prefix).collect(toImmutableList());
  }

  /** Reads all files once, without watching them. */
  public static ImmutableList<FileChange> read(List<Path> filesAndFolders) throws IOException {
    ImmutableList<ConfigRoot> roots = ConfigRoot.of(filesAndFolders);
    Listing listing = FolderScanner.scan(roots);
    for (ConfigRoot root : roots) {
      String reason = listing.unseen().get(root.prefix());
      if (reason != null) {
        throw new IOException(reason);
      }
    }
    listing.unseen().values().forEach(log::warn);
    return take(new Accepted(Set.of()), listing, listing.files().keySet());
  }

  @Override
  public void start(Consumer<ImmutableList<FileChange>> listener) {
    this.listener = listener;
    thread.start();
  }

  @Override
  public void close() {
    watch.close();
    if (thread.getState() == Thread.State.NEW) {
      watch.release();
    }
  }

  private void run() {
    try {
      boolean started = false;
      while (watch.isOpen()) {
        started |= follow(started);
      }
    } catch (InterruptedException e) {
      log.debug("the watch on {} ended", roots);
    } finally {
      watch.release();
    }
  }

  /** Hands on what has changed, or at the start everything; false if that failed. */
  private boolean follow(boolean started) throws InterruptedException {
    try {
      if (started) {
        gather();
      }
      ImmutableList<FileChange> changes = started ? look() : lookEverywhere();
      if (!changes.isEmpty() || !started) {
        listener.accept(changes);
      }
      return true;
    } catch (RuntimeException e) {
      log.error("a bug: a change could not be followed, the next look at all files may", e);
      pending.looked();
      nextRescan = clock.elapsed().plus(rescan());
      watch.await(RESTLESS, pending);
      return false;
    }
  }

  /** Waits until there is something to look at, and then for what belongs to it. */
  private void gather() throws InterruptedException {
    while (pending.isEmpty() && watch.isOpen()) {
      Duration until =
          pending.nextExpiry().filter(t -> t.compareTo(nextRescan) < 0).orElse(nextRescan);
      watch.await(until.minus(clock.elapsed()), pending);
      pending.expire(clock.elapsed(), FolderSource::isEmpty);
      if (clock.elapsed().compareTo(nextRescan) >= 0) {
        pending.everywhere(clock.elapsed());
        return;
      }
    }
    Duration longest = clock.elapsed().plus(LONGEST_LINGER);
    while (watch.isOpen()) {
      Duration quiet = pending.latest().plus(LINGER);
      Duration end = quiet.compareTo(longest) < 0 ? quiet : longest;
      if (clock.elapsed().compareTo(end) >= 0) {
        return;
      }
      watch.await(end.minus(clock.elapsed()), pending);
    }
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(file) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private ImmutableList<FileChange> look() throws InterruptedException {
    Map<String, Optional<Entry>> found = new TreeMap<>();
    for (Path file : pending.files()) {
      Optional<Map<String, Optional<Entry>>> look =
          pending.isEverywhere() ? Optional.empty() : FolderScanner.look(listing, file);
      if (look.isEmpty()) {
        return lookEverywhere();
      }
      found.putAll(look.get());
    }
    if (pending.isEverywhere()) {
      return lookEverywhere();
    }
    pending.looked();
    Instant now = Instant.now();
    return found.entrySet().stream()
        .flatMap(look -> accepted.take(look.getKey(), look.getValue().orElse(null), now).stream())
        .collect(toImmutableList());
  }

  /** Looks until what has changed without an event rests: it may be half written, or swapped. */
  private ImmutableList<FileChange> lookEverywhere() throws InterruptedException {
    Set<String> missing = ImmutableSet.of();
    for (int looks = 1; ; looks++) {
      Listing latest = scan();
      Set<String> different = Sets.filter(accepted.differing(latest), f -> !isWriting(f, latest));
      Set<String> missingBefore = missing;
      Instant now = Instant.now();
      ImmutableSet<String> restless =
          different.stream()
              .filter(file -> !rests(file, latest, now) && !missingBefore.contains(file))
              .collect(toImmutableSet());
      if (restless.isEmpty() || looks == MOST_LOOKS || !watch.isOpen()) {
        pending.looked();
        nextRescan = clock.elapsed().plus(restless.isEmpty() ? rescan() : RESTLESS);
        return take(accepted, latest, Sets.difference(different, restless));
      }
      missing = ImmutableSet.copyOf(Sets.difference(different, latest.files().keySet()));
      watch.await(Entry.QUIET, pending);
    }
  }

  private Duration rescan() {
    return watch.isIncomplete() ? RESCAN_UNWATCHED : rescan;
  }

  private boolean isWriting(String file, Listing latest) {
    return latest.files().get(file) instanceof Entry.Regular regular
        && pending.isWriting(regular.path());
  }

  private boolean rests(String file, Listing latest, Instant now) {
    return switch (latest.files().get(file)) {
      case null -> false;
      case Entry.Regular regular when pending.isDone(regular.path()) -> true;
      case Entry entry -> entry.isQuiet(now);
    };
  }

  private Listing scan() {
    Listing latest = FolderScanner.scan(roots, watch);
    if (!latest.unseen().equals(listing.unseen())) {
      latest
          .unseen()
          .forEach(
              (folder, reason) ->
                  log.warn(
                      latest.gone().contains(folder)
                          ? reason
                          : reason + "; what was read there before stays"));
    }
    listing = latest;
    return latest;
  }

  private static ImmutableList<FileChange> take(
      Accepted accepted, Listing listing, Set<String> files) {
    Instant now = Instant.now();
    return files.stream()
        .sorted()
        .flatMap(file -> accepted.take(file, listing.files().get(file), now).stream())
        .collect(toImmutableList());
  }
}
