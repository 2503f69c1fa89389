package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.controlplane.source.Listing.Folder;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Looks through folders for manifest files; opens none. */
final class FolderScanner {
  private static final ImmutableList<String> SUFFIXES = ImmutableList.of(".yaml", ".yml", ".json");

  /** Editors' swap files, version control, and the folders behind a mounted ConfigMap. */
  private static final String HIDDEN_PREFIX = ".";

  private final Visitor visitor;
  private final ImmutableSet<Path> mounts = MountPoints.all();
  private final TreeMap<String, Entry> files = new TreeMap<>();
  private final ImmutableListMultimap.Builder<Path, Folder> folders =
      ImmutableListMultimap.builder();
  private final Map<String, String> unseen = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  /** Hears what a scan depends on before it looks there, so that a watch misses nothing. */
  interface Visitor {
    default void begin() {}

    /** The folder is about to be listed; its path is real. */
    void folder(Path folder);

    /**
     * What this entry of a folder is decides where something is found.
     *
     * @param contents whether that may be a manifest
     */
    void step(Path folder, String name, boolean contents);

    /** Something is mounted in the place of this file. */
    void mounted(Path file);

    default void end() {}
  }

  private static final Visitor NOBODY =
      new Visitor() {
        @Override
        public void folder(Path folder) {}

        @Override
        public void step(Path folder, String name, boolean contents) {}

        @Override
        public void mounted(Path file) {}
      };

  private FolderScanner(Visitor visitor) {
    this.visitor = visitor;
  }

  static Listing scan(ImmutableList<ConfigRoot> roots) {
    return scan(roots, NOBODY);
  }

  static Listing scan(ImmutableList<ConfigRoot> roots, Visitor visitor) {
    FolderScanner scanner = new FolderScanner(visitor);
    visitor.begin();
    roots.forEach(scanner::scanRoot);
    visitor.end();
    return new Listing(
        ImmutableSortedMap.copyOf(scanner.files),
        scanner.folders.build(),
        ImmutableMap.copyOf(scanner.unseen),
        ImmutableSet.copyOf(scanner.gone));
  }

  /**
   * What a folder has under one name now, by the name that findings use; empty if only a scan can
   * tell, such as for a link. A file that is gone is in the map without an entry.
   */
  static Optional<Map<String, Optional<Entry>>> look(Listing listing, Path path) {
    Map<String, Optional<Entry>> found = new HashMap<>();
    for (Folder folder : listing.folders().get(path.resolveSibling(""))) {
      String name = folder.name() + path.getFileName();
      try {
        BasicFileAttributes attributes = attributes(path);
        if (attributes.isSymbolicLink() || attributes.isDirectory()) {
          return Optional.empty();
        }
        found.put(name, Optional.of(entry(path, attributes)));
      } catch (NoSuchFileException e) {
        found.put(name, Optional.empty());
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.of(found);
  }

  static boolean isManifest(String name) {
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  static boolean isHidden(String name) {
    return name.startsWith(HIDDEN_PREFIX);
  }

  private void scanRoot(ConfigRoot root) {
    boolean file = root.isFile();
    Path absolute = root.path().toAbsolutePath();
    LinkSteps.walk(absolute.getRoot(), absolute, (at, name) -> visitor.step(at, name, file));
    try {
      Path real = root.path().toRealPath();
      if (file) {
        put(root.path().toString(), real, attributes(real));
      } else {
        scanFolder(new Folder(root.path(), real, real, root.prefix(), ImmutableSet.of(real)));
      }
    } catch (NoSuchFileException e) {
      gone.add(root.prefix());
      unseen.put(root.prefix(), root.path() + ": " + Failures.describe(e));
    } catch (IOException e) {
      unseen.put(root.prefix(), root.path() + ": " + Failures.describe(e));
    }
  }

  private void scanFolder(Folder folder) {
    visitor.folder(folder.real());
    folders.put(folder.real(), folder);
    try {
      for (Path child : children(folder.path())) {
        visit(folder, child, folder.name() + child.getFileName());
      }
    } catch (NoSuchFileException e) {
      if (folder.isRoot()) {
        gone.add(folder.name());
        unseen.put(folder.name(), folder.path() + ": " + Failures.describe(e));
      }
    } catch (IOException e) {
      unseen.put(folder.name(), folder.path() + ": " + Failures.describe(e));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      ImmutableList.Builder<Path> visible = ImmutableList.builder();
      for (Path child : stream) {
        if (!isHidden(child.getFileName().toString())) {
          visible.add(child);
        }
      }
      return visible.build();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private void visit(Folder folder, Path child, String name) throws IOException {
    try {
      BasicFileAttributes attributes = attributes(child);
      if (attributes.isSymbolicLink()) {
        visitLink(folder, child, name);
      } else if (attributes.isDirectory()) {
        scanFolder(folder.child(child, folder.real().resolve(child.getFileName()), name));
      } else if (isManifest(name)) {
        put(name, folder.real().resolve(child.getFileName()), attributes);
      }
    } catch (NoSuchFileException e) {
      // Gone since it was listed: as if it had not been.
      files.remove(name);
    }
  }

  private void visitLink(Folder folder, Path link, String name) throws IOException {
    watchLink(folder, link);
    Path real;
    try {
      real = link.toRealPath();
    } catch (IOException e) {
      refuse(name, "the link leads nowhere");
      return;
    }
    BasicFileAttributes attributes = attributes(real);
    if (!real.startsWith(folder.rootReal())) {
      refuseLinkOut(link, name, attributes);
    } else if (!attributes.isDirectory()) {
      if (isManifest(name)) {
        put(name, real, attributes);
      }
    } else if (!folder.above().contains(real)) {
      scanFolder(folder.child(link, real, name));
    }
  }

  /** What the link leads to may change anywhere on the way; outside it is nobody's business. */
  private void watchLink(Folder folder, Path link) {
    LinkSteps.walk(
        folder.real(),
        link.getFileName(),
        (at, name) -> {
          if (at.startsWith(folder.rootReal())) {
            visitor.step(at, name, true);
          }
        });
  }

  private void refuseLinkOut(Path link, String name, BasicFileAttributes attributes) {
    String reason = "the link leads out of the folder";
    if (attributes.isDirectory()) {
      unseen.put(name + "/", link + ": " + reason);
    } else {
      refuse(name, reason);
    }
  }

  private void refuse(String name, String reason) {
    if (isManifest(name)) {
      files.put(name, refused(reason));
    }
  }

  private void put(String name, Path real, BasicFileAttributes attributes) throws IOException {
    if (mounts.contains(real)) {
      visitor.mounted(real);
    }
    files.put(name, entry(real, attributes));
  }

  private static Entry entry(Path real, BasicFileAttributes attributes) throws IOException {
    return attributes.isRegularFile()
        ? Entry.Regular.of(real, attributes)
        : refused("it is not a regular file");
  }

  private static Entry.Refused refused(String reason) {
    return new Entry.Refused(reason, "Put a regular file in its place.");
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
