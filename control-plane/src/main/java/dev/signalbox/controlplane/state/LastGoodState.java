package dev.signalbox.controlplane.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.thread.OneThread;
import dev.signalbox.translator.KeptDocument;
import dev.signalbox.translator.ManifestSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is in force on disk, on a thread of its own. */
public final class LastGoodState implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LastGoodState.class);

  /**
   * A good disk needs some milliseconds. A busy one is waited for, or what proxies have could be
   * lost by a kill; one that hangs must not hold up the proxies for ever.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private static final Duration LONGEST_END = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final StateFolder folder;

  private final ExecutorService thread = OneThread.named("signalbox-state");

  /** What should be on disk: only the latest counts. */
  private volatile ImmutableMap<String, ImmutableList<KeptDocument>> wanted = ImmutableMap.of();

  private volatile Runnable onTrouble = () -> {};
  private boolean retrying;

  /** A save that was begun. */
  public interface Saving {
    /** Waits for its end, unless the disk is slow. */
    void await();
  }

  public LastGoodState(Path folder) {
    this.folder = new StateFolder(folder);
  }

  /** Whether an earlier process has kept something there. */
  public static boolean isIn(Path folder) {
    return StateFolder.isUsed(folder);
  }

  /** What an earlier process had in force; to be called once, first. */
  public ManifestSet load() {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    folder.load().forEach(edit::restore);
    return edit.build();
  }

  /** Why nothing can be saved, if that is so. */
  public Optional<String> trouble() {
    return folder.trouble();
  }

  /** Hears when {@link #trouble} has changed. */
  public void onTrouble(Runnable listener) {
    onTrouble = listener;
  }

  /** Begins to save what is about to come into force. */
  public Saving save(ManifestSet manifests) {
    wanted = manifests.kept();
    long begun = System.nanoTime();
    Future<?> saved = thread.submit(this::saveWanted);
    return () -> await(saved, LONGEST_WAIT.toNanos() - (System.nanoTime() - begun));
  }

  private void saveWanted() {
    Optional<String> before = folder.trouble();
    folder.save(wanted);
    if (!folder.trouble().equals(before)) {
      onTrouble.run();
    }
    if (folder.trouble().isPresent() && !retrying) {
      retrying = true;
      CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS, thread)
          .execute(this::retry);
    }
  }

  private void retry() {
    retrying = false;
    saveWanted();
  }

  private static void await(Future<?> saved, long nanos) {
    try {
      saved.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      log.debug("saving takes longer than {}", LONGEST_WAIT);
    } catch (ExecutionException e) {
      log.error("a bug: the last good state could not be saved", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends when what is left is saved. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the last good state is not saved yet: the disk is slow");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
