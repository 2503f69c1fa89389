package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.ObjectKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The watched folders for writing: a file is replaced as a whole, so nobody sees half of it.
 *
 * @param roots as they were given to the watch, which names files by them
 */
record ManifestFolders(ImmutableList<Path> roots) {
  private static final String DEFAULT_NAMESPACE = "default";

  /** The watch looks past names that begin with a dot. */
  private static final String TEMPORARY = ".signalbox-";

  String read(String file) throws IOException {
    return Files.readString(path(file));
  }

  boolean exists(String file) {
    return Files.exists(path(file));
  }

  /**
   * Where a new object goes: a name of no file that exists, such as virtual-service-reviews.yaml,
   * or the one file that is watched instead of a folder.
   */
  String newFile(ObjectKey key, Predicate<String> taken) {
    if (isFile(roots.getFirst())) {
      return roots.getFirst().toString();
    }
    String kind = key.id().kind().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    String namespace = key.id().namespace();
    String suffix = namespace.equals(DEFAULT_NAMESPACE) ? "" : "." + namespace;
    String name = prefix() + kind + "-" + key.id().name() + suffix;
    String file = name + ".yaml";
    for (int number = 2; taken.test(file) || Files.exists(path(file)); number++) {
      file = name + "-" + number + ".yaml";
    }
    return file;
  }

  /** Replaces the file's text; after a crash the file is the old one or the new one. */
  void write(String file, String text) throws IOException {
    Path path = real(path(file));
    Path temporary = path.resolveSibling(TEMPORARY + UUID.randomUUID());
    try {
      writeForGood(temporary, text);
      if (Files.exists(path)) {
        copyPermissions(path, temporary);
      }
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      sync(path);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  void delete(String file) throws IOException {
    Path path = path(file);
    Files.deleteIfExists(path);
    sync(path);
  }

  private Path path(String file) {
    return hasOneFolder() ? roots.getFirst().resolve(file) : Path.of(file);
  }

  private String prefix() {
    return hasOneFolder() ? "" : roots.getFirst() + "/";
  }

  /** Also one that is gone at the moment. */
  private static boolean isFile(Path root) {
    return !Files.isDirectory(root) && root.toString().matches(".*\\.(yaml|yml|json)");
  }

  private boolean hasOneFolder() {
    return roots.size() == 1 && Files.isDirectory(roots.getFirst());
  }

  /** The file that a link leads to is the one that is written. */
  private static Path real(Path path) throws IOException {
    return Files.exists(path) ? path.toRealPath() : path;
  }

  private static void writeForGood(Path path, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (target != null) {
      target.setPermissions(Set.copyOf(Files.getPosixFilePermissions(from)));
    }
  }

  /** Makes the folder's entry as lasting as the file. */
  private static void sync(Path path) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
