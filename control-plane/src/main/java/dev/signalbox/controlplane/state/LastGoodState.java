package dev.signalbox.controlplane.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.KeptDocument;
import dev.signalbox.translator.ManifestSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is in force on disk, on a thread of its own. */
public final class LastGoodState implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LastGoodState.class);

  /** A good disk needs less; a bad one must not hold up the proxies. */
  private static final Duration LONGEST_WAIT = Duration.ofMillis(25);

  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final StateFolder folder;

  /** Whatever comes after the end is dropped without a word. */
  private final ExecutorService thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().name("signalbox-state").daemon().factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /** What the thread has yet to save: only the latest counts. */
  private final AtomicReference<ImmutableMap<String, ImmutableList<KeptDocument>>> next =
      new AtomicReference<>();

  public LastGoodState(Path folder) {
    this.folder = new StateFolder(folder);
  }

  /** What an earlier process had in force; to be called once, first. */
  public ManifestSet load() {
    ManifestSet.Edit edit = ManifestSet.empty().edit();
    folder.load().forEach(edit::restore);
    return edit.build();
  }

  /** Saves what is about to come into force, and waits for it unless the disk is slow. */
  public void save(ManifestSet manifests) {
    next.set(manifests.kept());
    await(thread.submit(this::saveNext));
  }

  private void saveNext() {
    var latest = next.getAndSet(null);
    if (latest != null) {
      folder.save(latest);
    }
  }

  private static void await(Future<?> saved) {
    try {
      saved.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
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
  }
}
