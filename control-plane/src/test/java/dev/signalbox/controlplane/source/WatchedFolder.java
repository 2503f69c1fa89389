package dev.signalbox.controlplane.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A folder with a watch on it, and what the watch hands on. */
final class WatchedFolder implements AutoCloseable {
  /** What comes though nobody looks without an event came by an event. */
  static final Duration NEVER = Duration.ofHours(1);

  private static final long WITHIN_MILLIS = 10_000;
  private static final long QUICK_NANOS = 5_000_000;
  private static final int MOST_TRIES = 200;

  private final Path outer;
  private final Path path;
  private final BlockingQueue<ImmutableList<FileChange>> batches = new LinkedBlockingQueue<>();
  private @Nullable FolderSource source;

  /** Some writes to the folder. */
  interface Writes {
    void run() throws IOException;
  }

  private WatchedFolder(Path outer, Path path) {
    this.outer = outer;
    this.path = path;
  }

  static WatchedFolder in(Path outer) throws IOException {
    return new WatchedFolder(outer, Files.createDirectories(outer.resolve("config")));
  }

  Path path() {
    return path;
  }

  Path write(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  /** In one step, as careful editors do. */
  void put(String name, String text) throws IOException {
    Path draft = Files.writeString(outer.resolve("draft"), text);
    Files.move(draft, path.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  ImmutableList<FileChange> start() throws InterruptedException {
    return start(path, NEVER, FolderWatch.Events.INOTIFY, batches::add);
  }

  ImmutableList<FileChange> start(Path root) throws InterruptedException {
    return start(root, NEVER, FolderWatch.Events.INOTIFY, batches::add);
  }

  ImmutableList<FileChange> start(Duration rescan, FolderWatch.Events events)
      throws InterruptedException {
    return start(path, rescan, events, batches::add);
  }

  /** Hands each batch on to a listener that may take its time. */
  ImmutableList<FileChange> start(Consumer<ImmutableList<FileChange>> listener)
      throws InterruptedException {
    return start(
        path,
        NEVER,
        FolderWatch.Events.INOTIFY,
        batch -> {
          batches.add(batch);
          listener.accept(batch);
        });
  }

  private ImmutableList<FileChange> start(
      Path root,
      Duration rescan,
      FolderWatch.Events events,
      Consumer<ImmutableList<FileChange>> listener)
      throws InterruptedException {
    source = new FolderSource(List.of(root), Set.of(), rescan, events);
    source.start(listener);
    return next();
  }

  ImmutableList<FileChange> next() throws InterruptedException {
    ImmutableList<FileChange> batch = batches.poll(WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(batch).as("a batch of changes").isNotNull();
    return batch;
  }

  @Nullable ImmutableList<FileChange> nextWithin(Duration time) throws InterruptedException {
    return batches.poll(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The batch after writes that came right after one another; where others keep this machine busy
   * that takes more than one try.
   */
  ImmutableList<FileChange> batchAfter(Writes undo, Writes quick) throws Exception {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      long before = System.nanoTime();
      quick.run();
      boolean wasQuick = System.nanoTime() - before < QUICK_NANOS;
      ImmutableList<FileChange> batch = next();
      if (wasQuick) {
        return batch;
      }
      undo.run();
      while (nextWithin(Duration.ofMillis(500)) != null) {}
    }
    throw new IllegalStateException("this machine is too busy for the test");
  }

  @Override
  public void close() {
    if (source != null) {
      source.close();
    }
  }

  static FileChange text(String file, String text) {
    return new FileChange.Text(file, text);
  }

  static String unreadable(List<FileChange> changes) {
    assertThat(changes).singleElement().isInstanceOf(FileChange.Unreadable.class);
    return ((FileChange.Unreadable) changes.getFirst()).message();
  }
}
