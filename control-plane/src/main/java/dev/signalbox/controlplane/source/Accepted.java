package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files as they were handed on. */
final class Accepted {
  private static final Entry REMEMBERED =
      new Entry.Refused("it has not been seen since the restart", "Make its folder readable.");

  private final TreeMap<String, Known> files = new TreeMap<>();

  /**
   * @param digest of what was handed on
   * @param doubtful whether the file could be another one by now though it looks the same
   */
  private record Known(Entry entry, @Nullable HashCode digest, boolean doubtful) {}

  /**
   * @param remembered files that were there once
   */
  Accepted(Set<String> remembered) {
    remembered.forEach(file -> files.put(file, new Known(REMEMBERED, null, false)));
  }

  /** The files that may have changed. */
  ImmutableSet<String> differing(Listing listing) {
    return Sets.union(files.keySet(), listing.files().keySet()).stream()
        .filter(file -> differs(file, listing))
        .collect(ImmutableSet.toImmutableSet());
  }

  private boolean differs(String file, Listing listing) {
    Known known = files.get(file);
    Entry entry = listing.files().get(file);
    if (entry == null) {
      return !listing.isUnseen(file);
    }
    return known == null || known.doubtful || !known.entry.equals(entry);
  }

  /** Reads a file as it is now; empty if that makes no difference. */
  Optional<FileChange> take(String file, @Nullable Entry entry, Instant now) {
    Known known = files.get(file);
    if (entry == null) {
      files.remove(file);
      return known == null ? Optional.empty() : Optional.of(new FileChange.Deleted(file));
    }
    if (known != null && !known.doubtful && known.entry.equals(entry)) {
      return Optional.empty();
    }
    boolean doubtful = !entry.isQuiet(now);
    FileChange change;
    try {
      change = read(file, entry);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // Such as for want of file descriptors: to be tried again.
      change = ManifestReader.unreadable(file, Failures.describe(e), "Make the file readable.");
      doubtful = true;
    }
    HashCode digest = digest(change);
    files.put(file, new Known(entry, digest, doubtful));
    boolean same = known != null && known.entry.equals(entry) && digest.equals(known.digest);
    return same ? Optional.empty() : Optional.of(change);
  }

  private static FileChange read(String file, Entry entry) throws IOException {
    return switch (entry) {
      case Entry.Regular regular -> ManifestReader.read(file, regular.path());
      case Entry.Refused refused ->
          ManifestReader.unreadable(file, refused.reason(), refused.fix());
    };
  }

  private static HashCode digest(FileChange change) {
    String text = change instanceof FileChange.Text readable ? readable.text() : change.toString();
    return Hashing.murmur3_128().hashString(text, StandardCharsets.UTF_8);
  }
}
