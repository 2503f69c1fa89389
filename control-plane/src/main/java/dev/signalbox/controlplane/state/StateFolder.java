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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good state on disk: for each manifest file a file with what of it is in force. */
final class StateFolder {
  private static final Logger log = LoggerFactory.getLogger(StateFolder.class);

  private static final String SUFFIX = ".yaml";
  private static final int HASH_LENGTH = 12;
  private static final int LONGEST_NAME = 100;

  private final Path folder;
  private final Map<String, ImmutableList<KeptDocument>> onDisk = new HashMap<>();
  private boolean failing;

  StateFolder(Path folder) {
    this.folder = folder;
  }

  /** What an earlier process had in force. What can't be relied on is said and left out. */
  ImmutableSortedMap<String, ImmutableList<KeptDocument>> load() {
    try {
      AtomicFiles.createFolder(folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        files.forEach(this::load);
      }
      if (!Files.isWritable(folder)) {
        log.warn("can't write to the state folder {}: nothing is kept there", folder);
        failing = true;
      }
    } catch (IOException | DirectoryIteratorException e) {
      log.warn("can't use the state folder {}, nothing is kept there: {}", folder, e.toString());
      failing = true;
    }
    return ImmutableSortedMap.copyOf(onDisk);
  }

  private void load(Path path) {
    try {
      if (path.toString().endsWith(AtomicFiles.DRAFT_SUFFIX)) {
        Files.delete(path);
      } else if (path.toString().endsWith(SUFFIX)) {
        StateFile state = StateFile.decode(Files.readString(path));
        onDisk.put(state.file(), state.documents());
      }
    } catch (IOException | StateFile.InvalidException e) {
      log.warn("the state file {} is left out: {}", path, e.getMessage());
    }
  }

  /** Brings the folder to this; what fails is tried again the next time. */
  void save(Map<String, ImmutableList<KeptDocument>> inForce) {
    Map<String, ImmutableList<KeptDocument>> different = new TreeMap<>();
    for (String file : Sets.union(onDisk.keySet(), inForce.keySet())) {
      ImmutableList<KeptDocument> documents = inForce.getOrDefault(file, ImmutableList.of());
      if (!documents.equals(onDisk.getOrDefault(file, ImmutableList.of()))) {
        different.put(file, documents);
      }
    }
    if (different.isEmpty()) {
      return;
    }
    try {
      for (var file : different.entrySet()) {
        save(file.getKey(), file.getValue());
      }
      AtomicFiles.sync(folder);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.warn("can't save the last good state, the one before stays: {}", e.toString());
      }
      failing = true;
    }
  }

  private void save(String file, ImmutableList<KeptDocument> documents) throws IOException {
    if (documents.isEmpty()) {
      Files.deleteIfExists(path(file));
      onDisk.remove(file);
    } else {
      AtomicFiles.write(path(file), new StateFile(file, documents).encode());
      onDisk.put(file, documents);
    }
  }

  /** A name that people recognize; the hash tells apart what looks the same. */
  private Path path(String file) {
    String hash = Hashing.sha256().hashString(file, StandardCharsets.UTF_8).toString();
    String readable = file.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.+", "_");
    String end = readable.substring(Math.max(0, readable.length() - LONGEST_NAME));
    return folder.resolve(end + "-" + hash.substring(0, HASH_LENGTH) + SUFFIX);
  }
}
