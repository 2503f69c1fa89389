package dev.signalbox.controlplane.source;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells that something happened in one of many folders; not what. */
final class FolderWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

  private final WatchService service;
  private final Map<Path, WatchKey> keys = new HashMap<>();
  private boolean complained;

  FolderWatch() throws IOException {
    service = FileSystems.getDefault().newWatchService();
  }

  /** Watches a folder; without effect if it is watched already. */
  void add(Path folder) {
    WatchKey known = keys.get(folder);
    if (known != null && known.isValid()) {
      return;
    }
    try {
      keys.put(folder, folder.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE));
    } catch (ClosedWatchServiceException e) {
      keys.clear();
    } catch (IOException e) {
      complain(folder, e);
    }
  }

  /** True after an event or the timeout, false when closed. */
  boolean awaitEvent(Duration timeout) throws InterruptedException {
    try {
      WatchKey key = service.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      while (key != null) {
        key.pollEvents();
        key.reset();
        key = service.poll();
      }
      keys.values().removeIf(watched -> !watched.isValid());
      return true;
    } catch (ClosedWatchServiceException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      service.close();
    } catch (IOException e) {
      log.debug("closing the watch: {}", e.getMessage());
    }
  }

  private void complain(Path folder, IOException e) {
    if (!complained) {
      complained = true;
      log.warn(
          "{}: can't be watched ({}); changes are found by looking every few seconds",
          folder,
          e.getMessage());
    }
  }
}
