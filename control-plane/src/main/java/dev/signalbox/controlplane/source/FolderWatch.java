package dev.signalbox.controlplane.source;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableListMultimap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells where something happened in the folders that the latest scan went through. */
final class FolderWatch implements FolderScanner.Visitor, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  private static final int ENTRIES =
      Inotify.CREATE
          | Inotify.DELETE
          | Inotify.MOVED_FROM
          | Inotify.MOVED_TO
          | Inotify.DELETE_SELF
          | Inotify.MOVE_SELF;
  private static final int CONTENTS =
      ENTRIES | Inotify.MODIFY | Inotify.CLOSE_WRITE | Inotify.ATTRIB;
  private static final int FILE = Inotify.MODIFY | Inotify.CLOSE_WRITE | Inotify.ATTRIB;

  private final Stopwatch clock;
  private final Optional<Inotify> inotify;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<Path, Interest> interests = new HashMap<>();
  private ImmutableListMultimap<Integer, Interest> watched = ImmutableListMultimap.of();
  private Optional<String> unwatched = Optional.empty();
  private Optional<String> said = Optional.empty();

  /** What of a folder matters: all manifests in it, or only some entries; or of a file. */
  private static final class Interest {
    private final Path path;
    private final Set<String> names = new HashSet<>();
    private boolean listed;
    private boolean mounted;
    private int watch = -1;

    private Interest(Path path) {
      this.path = path;
    }
  }

  /** Where events come from. */
  interface Events {
    Events INOTIFY = Inotify::new;

    Inotify open() throws IOException;
  }

  FolderWatch(Stopwatch clock, Events events) {
    this.clock = clock;
    this.inotify = open(events);
  }

  private Optional<Inotify> open(Events events) {
    try {
      return Optional.of(events.open());
    } catch (IOException e) {
      unwatched = Optional.of("files can't be watched: " + e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void begin() {
    interests.clear();
    if (inotify.isPresent()) {
      unwatched = Optional.empty();
    }
  }

  @Override
  public void folder(Path folder) {
    Interest interest = interests.computeIfAbsent(folder, Interest::new);
    if (!interest.listed) {
      interest.listed = true;
      register(interest, CONTENTS);
    }
  }

  @Override
  public void step(Path folder, String name, boolean contents) {
    Interest interest = interests.computeIfAbsent(folder, Interest::new);
    if (interest.names.isEmpty() || contents) {
      register(interest, contents ? CONTENTS : ENTRIES);
    }
    interest.names.add(name);
  }

  @Override
  public void mounted(Path file) {
    Interest interest = interests.computeIfAbsent(file, Interest::new);
    interest.mounted = true;
    register(interest, FILE);
  }

  /** Forgets the folders that the scan did not come through. */
  @Override
  public void end() {
    ImmutableListMultimap<Integer, Interest> next =
        interests.values().stream()
            .filter(interest -> interest.watch >= 0)
            .collect(
                ImmutableListMultimap.toImmutableListMultimap(
                    interest -> interest.watch, interest -> interest));
    inotify.ifPresent(
        i -> watched.keySet().stream().filter(w -> !next.containsKey(w)).forEach(i::remove));
    watched = next;
    if (!unwatched.equals(said)) {
      said = unwatched;
      unwatched.ifPresentOrElse(
          reason -> log.warn("{}; changes are found by looking every second", reason),
          () -> log.info("all folders are watched again"));
    }
  }

  /** Whether changes may go untold. */
  boolean isIncomplete() {
    return unwatched.isPresent();
  }

  private void register(Interest interest, int mask) {
    if (inotify.isEmpty()) {
      return;
    }
    try {
      interest.watch = inotify.get().add(interest.path, mask);
    } catch (IOException e) {
      if (Files.exists(interest.path)) {
        unwatched = Optional.of("%s can't be watched: %s".formatted(interest.path, e.getMessage()));
      }
    }
  }

  /** Waits for events, no longer than this; false when closed. */
  boolean await(Duration timeout, Pending pending) throws InterruptedException {
    Duration wait = timeout.isNegative() ? Duration.ZERO : timeout;
    if (inotify.isEmpty()) {
      return !closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
    try {
      inotify.get().await(wait).forEach(event -> take(event, pending));
    } catch (IOException e) {
      log.error("a bug: events can't be read", e);
      closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }
    return isOpen();
  }

  boolean isOpen() {
    return closed.getCount() > 0;
  }

  /** May be called by any thread; the one that waits then calls {@link #release}. */
  @Override
  public synchronized void close() {
    if (isOpen()) {
      // In this order: after the second the other thread may give the descriptors back.
      inotify.ifPresent(Inotify::wake);
      closed.countDown();
    }
  }

  void release() {
    inotify.ifPresent(Inotify::close);
  }

  private void take(Inotify.Event event, Pending pending) {
    if (event.is(Inotify.QUEUE_OVERFLOW)) {
      log.warn("events about files were lost; looking at all files");
      pending.lost(clock.elapsed());
    } else if (event.is(Inotify.IGNORED | Inotify.DELETE_SELF | Inotify.MOVE_SELF)) {
      if (watched.containsKey(event.watch())) {
        pending.everywhere(clock.elapsed());
      }
    } else {
      watched.get(event.watch()).forEach(interest -> take(event, interest, pending));
    }
  }

  private void take(Inotify.Event event, Interest interest, Pending pending) {
    Path file;
    try {
      file = interest.path.resolve(event.name());
    } catch (InvalidPathException e) {
      // A name that the locale can't express, though a scan finds the file.
      pending.everywhere(clock.elapsed());
      return;
    }
    boolean linked = interest.mounted || interest.names.contains(event.name());
    if (linked || (interest.listed && mayHoldManifests(event, file))) {
      if (isBeingWritten(event, file, pending)) {
        pending.writing(file, clock.elapsed());
        return;
      }
      pending.done(file, clock.elapsed());
      if (linked || !FolderScanner.isManifest(event.name())) {
        pending.everywhere(clock.elapsed());
      }
    }
  }

  /** Manifests, folders, and links that may lead to either. */
  private static boolean mayHoldManifests(Inotify.Event event, Path file) {
    return !FolderScanner.isHidden(event.name())
        && (event.name().isEmpty()
            || FolderScanner.isManifest(event.name())
            || event.is(Inotify.IS_FOLDER)
            || Files.isSymbolicLink(file));
  }

  /** A link to a whole file is created as it is, any other file is yet to be written. */
  private static boolean isBeingWritten(Inotify.Event event, Path file, Pending pending) {
    if (event.is(Inotify.MODIFY)) {
      return true;
    }
    if (event.is(Inotify.ATTRIB)) {
      return pending.isWriting(file);
    }
    return event.is(Inotify.CREATE) && !event.is(Inotify.IS_FOLDER) && isUnlinkedFile(file);
  }

  private static boolean isUnlinkedFile(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
