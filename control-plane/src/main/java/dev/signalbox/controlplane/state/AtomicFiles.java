package dev.signalbox.controlplane.state;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files of which the disk has either the old or the new text, whenever the power goes. */
final class AtomicFiles {
  static final String DRAFT_SUFFIX = ".tmp";

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private AtomicFiles() {}

  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, OWNER_ONLY_FOLDER);
      sync(folder.toAbsolutePath().resolveSibling(""));
    }
  }

  /** A file that only its owner may read, empty if it is new. */
  static FileChannel openForOwner(Path file) throws IOException {
    return FileChannel.open(
        file, ImmutableSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_ONLY);
  }

  /** Whoever may read the file is its owner. {@link #sync} makes the rename last. */
  static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + DRAFT_SUFFIX);
    Files.deleteIfExists(draft);
    try {
      writeDraft(draft, StandardCharsets.UTF_8.encode(text));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      // A full disk needs the room.
      Files.deleteIfExists(draft);
    }
  }

  private static void writeDraft(Path draft, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            draft,
            ImmutableSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OWNER_ONLY)) {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
