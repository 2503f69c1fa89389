package dev.signalbox.controlplane.state;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import com.google.common.hash.Hashing;
import dev.signalbox.translator.KeptDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good state on disk: for each manifest file a file with what of it is in force. */
final class StateFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StateFolder.class);

  private static final String SUFFIX = ".yaml";
  private static final int HASH_LENGTH = 12;
  private static final int LONGEST_NAME = 100;

  private final Path folder;
  private final StateLock lock = new StateLock();
  private final Map<String, ImmutableList<KeptDocument>> onDisk = new HashMap<>();
  private final Set<Path> torn = new HashSet<>();
  private volatile Optional<String> trouble = Optional.empty();

  StateFolder(Path folder) {
    this.folder = folder;
  }

  static boolean isUsed(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      return files.iterator().hasNext();
    } catch (IOException | DirectoryIteratorException e) {
      return false;
    }
  }

  /** Why nothing can be saved, if that is so. */
  Optional<String> trouble() {
    return trouble;
  }

  /** What an earlier process had in force. What can't be relied on is said and left out. */
  ImmutableSortedMap<String, ImmutableList<KeptDocument>> load() {
    try {
      AtomicFiles.createFolder(folder);
      boolean locked = lock();
      read(locked);
      if (locked && !Files.isWritable(folder)) {
        say("the folder is not writable");
      }
    } catch (IOException | DirectoryIteratorException e) {
      say(describe(e));
    }
    return ImmutableSortedMap.copyOf(onDisk);
  }

  /** Brings the folder to this; what fails is tried again the next time. */
  void save(Map<String, ImmutableList<KeptDocument>> inForce) {
    try {
      if (!Files.isDirectory(folder)) {
        lock.close();
        AtomicFiles.createFolder(folder);
      }
      boolean hadLock = lock.isHeld();
      if (!lock()) {
        return;
      }
      if (!hadLock) {
        read(true);
      }
      write(inForce);
      if (trouble.isPresent()) {
        log.info("the last good state is saved again");
        trouble = Optional.empty();
      }
    } catch (IOException | DirectoryIteratorException e) {
      say(describe(e));
    }
  }

  @Override
  public void close() {
    lock.close();
  }

  private boolean lock() throws IOException {
    boolean locked = lock.tryLock(folder);
    if (!locked) {
      say("another control plane uses the folder");
    }
    return locked;
  }

  private void say(String reason) {
    Optional<String> now = Optional.of(folder + ": " + reason);
    if (!now.equals(trouble)) {
      log.warn("the last good state can't be saved, the one before stays: {}", now.get());
      trouble = now;
    }
  }

  /**
   * @param tidy whether drafts are nobody's
   */
  private void read(boolean tidy) throws IOException {
    onDisk.clear();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      files.forEach(file -> read(file, tidy));
    }
  }

  private void read(Path path, boolean tidy) {
    try {
      if (path.toString().endsWith(AtomicFiles.DRAFT_SUFFIX)) {
        if (tidy) {
          Files.deleteIfExists(path);
        }
      } else if (path.toString().endsWith(SUFFIX)) {
        StateFile state = StateFile.decode(Files.readString(path));
        onDisk.put(state.file(), state.documents());
      }
    } catch (StateFile.OtherVersionException e) {
      log.warn("the state file {} is left out: {}", path, e.getMessage());
    } catch (IOException | StateFile.InvalidException e) {
      log.warn("the state file {} is left out: {}", path, e.getMessage());
      torn.add(path);
    }
  }

  private void write(Map<String, ImmutableList<KeptDocument>> inForce) throws IOException {
    Map<String, ImmutableList<KeptDocument>> different = different(inForce);
    if (different.isEmpty() && torn.isEmpty()) {
      return;
    }
    // What goes makes room for what comes, and one file's failure is not another's.
    IOException failure = null;
    for (String file : removalsFirst(different)) {
      failure = write(file, different.getOrDefault(file, ImmutableList.of()), failure);
    }
    if (failure != null) {
      throw failure;
    }
    removeTorn();
    AtomicFiles.sync(folder);
  }

  private Map<String, ImmutableList<KeptDocument>> different(
      Map<String, ImmutableList<KeptDocument>> inForce) {
    Map<String, ImmutableList<KeptDocument>> different = new TreeMap<>();
    for (String file : Sets.union(onDisk.keySet(), inForce.keySet())) {
      ImmutableList<KeptDocument> documents = inForce.getOrDefault(file, ImmutableList.of());
      if (!documents.equals(onDisk.getOrDefault(file, ImmutableList.of()))) {
        different.put(file, documents);
      }
    }
    return different;
  }

  private static List<String> removalsFirst(Map<String, ImmutableList<KeptDocument>> different) {
    return different.entrySet().stream()
        .sorted(Comparator.comparing(file -> !file.getValue().isEmpty()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private @Nullable IOException write(
      String file, ImmutableList<KeptDocument> documents, @Nullable IOException earlier) {
    try {
      if (documents.isEmpty()) {
        Files.deleteIfExists(path(file));
        onDisk.remove(file);
      } else {
        AtomicFiles.write(path(file), new StateFile(file, documents).encode());
        onDisk.put(file, documents);
        torn.remove(path(file));
      }
      return earlier;
    } catch (IOException e) {
      return earlier == null ? e : earlier;
    }
  }

  /** Those whose manifest file is gone would stay for ever. */
  private void removeTorn() throws IOException {
    for (Path path : torn) {
      Files.deleteIfExists(path);
    }
    torn.clear();
  }

  private static String describe(Exception e) {
    return e instanceof FileSystemException f && f.getReason() != null
        ? f.getReason()
        : String.valueOf(e.getMessage());
  }

  /** A name that people recognize; the hash tells apart what looks the same. */
  private Path path(String file) {
    String hash = Hashing.sha256().hashString(file, StandardCharsets.UTF_8).toString();
    String readable = file.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
    String end = readable.substring(Math.max(0, readable.length() - LONGEST_NAME));
    return folder.resolve(end + "-" + hash.substring(0, HASH_LENGTH) + SUFFIX);
  }
}
