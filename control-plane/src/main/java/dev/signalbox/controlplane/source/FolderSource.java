package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Manifest files in folders. The file system's events only say when to look; what changed is found
 * by comparing one look with the next, so a lost event costs time, never truth.
 */
public final class FolderSource implements ConfigSource {
  private static final Logger log = LoggerFactory.getLogger(FolderSource.class);

  /** How long to wait for an event: some file systems send none. */
  private static final Duration RESCAN = Duration.ofSeconds(5);

  /**
   * Two looks this far apart must agree. Longer than the clock tick that file times are cut to, so
   * a second write of equal size can't hide behind the time of the first.
   */
  private static final Duration QUIET = Duration.ofMillis(15);

  /** In a folder that is written all the time, what is quiet goes ahead after so many looks. */
  private static final int MOST_LOOKS = 8;

  private final ImmutableList<ConfigRoot> roots;
  private final FolderWatch watch = new FolderWatch();
  private final Thread thread = new Thread(this::run, "signalbox-folders");
  private Listing accepted;
  private ImmutableMap<String, String> unseen = ImmutableMap.of();
  private Consumer<ImmutableList<FileChange>> listener = batch -> {};

  /**
   * @param known files that the listener knows from before a restart: it hears of them when they
   *     are there, and when they are gone, but not while they can't be looked for
   */
  public FolderSource(List<Path> folders, Set<String> known) throws IOException {
    roots = ConfigRoot.of(folders);
    accepted = Listing.remembered(known);
    thread.setDaemon(true);
  }

  /** What the names of the files of each folder begin with. */
  public static ImmutableList<String> prefixes(List<Path> folders) {
    return ConfigRoot.of(folders).stream()
        .map(ConfigRoot::prefix)
        .collect(ImmutableList.toImmutableList());
  }

  /** Reads all files once, without watching them. */
  public static ImmutableList<FileChange> read(List<Path> filesAndFolders) throws IOException {
    ImmutableList<ConfigRoot> roots = ConfigRoot.of(filesAndFolders);
    Listing listing = FolderScanner.scan(roots, folder -> {});
    for (ConfigRoot root : roots) {
      String reason = listing.unseen().get(root.prefix());
      if (reason != null) {
        throw new IOException(reason);
      }
    }
    listing.unseen().values().forEach(log::warn);
    return changes(Listing.EMPTY, listing);
  }

  @Override
  public void start(Consumer<ImmutableList<FileChange>> listener) {
    this.listener = listener;
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
    watch.close();
  }

  private void run() {
    try {
      listener.accept(accept(settled()));
      while (watch.awaitEvent(RESCAN)) {
        Listing listing = settled();
        if (!listing.files().equals(accepted.files())) {
          listener.accept(accept(listing));
        }
      }
    } catch (InterruptedException e) {
      log.debug("the watch on {} ended", roots);
    }
  }

  private ImmutableList<FileChange> accept(Listing listing) {
    ImmutableList<FileChange> changes = changes(accepted, listing);
    accepted = listing;
    return changes;
  }

  /** Looks until two looks agree: a file that is being written, or swapped, waits. */
  private Listing settled() throws InterruptedException {
    Listing earlier = look();
    if (earlier.files().equals(accepted.files()) && !earlier.files().isEmpty()) {
      return earlier;
    }
    for (int looks = 1; ; looks++) {
      Thread.sleep(QUIET);
      Listing later = look();
      if (later.files().equals(earlier.files())) {
        return later;
      }
      if (looks >= MOST_LOOKS) {
        return earlier.agreed(later, accepted);
      }
      earlier = later;
    }
  }

  private Listing look() {
    Listing listing = FolderScanner.scan(roots, watch::add);
    if (!listing.unseen().equals(unseen)) {
      unseen = listing.unseen();
      unseen.forEach(
          (folder, reason) ->
              log.warn(
                  listing.gone().contains(folder)
                      ? reason
                      : reason + "; what was read there before stays"));
    }
    return listing.keepingUnseen(accepted);
  }

  private static ImmutableList<FileChange> changes(Listing before, Listing after) {
    return Sets.union(before.files().keySet(), after.files().keySet()).stream()
        .filter(file -> !Objects.equals(before.files().get(file), after.files().get(file)))
        .sorted()
        .map(file -> change(file, after))
        .collect(ImmutableList.toImmutableList());
  }

  private static FileChange change(String file, Listing after) {
    return switch (after.files().get(file)) {
      case null -> new FileChange.Deleted(file);
      case Entry.Regular regular -> ManifestReader.read(file, regular.path());
      case Entry.Refused refused ->
          ManifestReader.unreadable(file, refused.reason(), refused.fix());
    };
  }
}
