package dev.signalbox.controlplane;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.source.FileChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Has large files read elsewhere, so that nobody else's edit waits for them. */
final class ReadAhead {
  /** In characters. Takes tens of milliseconds to read. */
  private static final int LARGE = 100_000;

  private final Executor elsewhere;
  private final Consumer<ImmutableList<FileChange>> next;
  private final Map<String, FileChange> reading = new HashMap<>();
  private boolean first = true;

  /**
   * @param elsewhere reads one file after the other
   * @param next takes changes; returns at once
   */
  ReadAhead(Executor elsewhere, Consumer<ImmutableList<FileChange>> next) {
    this.elsewhere = elsewhere;
    this.next = next;
  }

  /** Of each file the latest change counts; of all files, the first batch stays whole. */
  synchronized void accept(List<FileChange> batch) {
    ImmutableList<FileChange> large =
        batch.stream().filter(change -> !first && isLarge(change)).collect(toImmutableList());
    first = false;
    batch.forEach(change -> reading.remove(change.file()));
    for (FileChange change : large) {
      reading.put(change.file(), change);
      elsewhere.execute(() -> read(change));
    }
    if (large.size() < batch.size() || batch.isEmpty()) {
      next.accept(
          batch.stream().filter(change -> !large.contains(change)).collect(toImmutableList()));
    }
  }

  private void read(FileChange change) {
    if (isLatest(change)) {
      deliver(change, change.read());
    }
  }

  private synchronized boolean isLatest(FileChange change) {
    return reading.get(change.file()) == change;
  }

  private synchronized void deliver(FileChange change, FileChange read) {
    if (isLatest(change)) {
      reading.remove(change.file());
      next.accept(ImmutableList.of(read));
    }
  }

  private static boolean isLarge(FileChange change) {
    return change instanceof FileChange.Text text && text.text().length() > LARGE;
  }
}
