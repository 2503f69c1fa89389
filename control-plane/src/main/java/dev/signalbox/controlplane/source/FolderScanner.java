package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Looks through folders for manifest files; opens none. */
final class FolderScanner {
  private static final ImmutableList<String> SUFFIXES = ImmutableList.of(".yaml", ".yml", ".json");

  /** Editors' swap files, version control, and the folders behind a mounted ConfigMap. */
  private static final String HIDDEN_PREFIX = ".";

  private final ImmutableList<ConfigRoot> roots;
  private final Consumer<Path> beforeListing;
  private final TreeMap<String, Entry> files = new TreeMap<>();
  private final Map<String, String> unseen = new HashMap<>();
  private final Set<String> gone = new HashSet<>();

  private FolderScanner(ImmutableList<ConfigRoot> roots, Consumer<Path> beforeListing) {
    this.roots = roots;
    this.beforeListing = beforeListing;
  }

  /**
   * @param beforeListing called with each folder before it is listed, so that a watch that begins
   *     there misses nothing
   */
  static Listing scan(ImmutableList<ConfigRoot> roots, Consumer<Path> beforeListing) {
    FolderScanner scanner = new FolderScanner(roots, beforeListing);
    scanner.roots.forEach(scanner::scanRoot);
    return new Listing(
        ImmutableSortedMap.copyOf(scanner.files),
        ImmutableMap.copyOf(scanner.unseen),
        ImmutableSet.copyOf(scanner.gone));
  }

  private void scanRoot(ConfigRoot root) {
    try {
      Path real = root.path().toRealPath();
      if (root.isFile()) {
        beforeListing.accept(real.getParent());
        visitFile(root.path().toString(), real, attributes(real));
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

  /**
   * @param name what the names of its files begin with
   * @param above the real paths of this folder and those above, to end loops of links
   */
  private record Folder(
      Path path, Path real, Path rootReal, String name, ImmutableSet<Path> above) {
    Folder child(Path child, Path childReal, String childName) {
      ImmutableSet<Path> aboveChild =
          ImmutableSet.<Path>builder().addAll(above).add(childReal).build();
      return new Folder(child, childReal, rootReal, childName + "/", aboveChild);
    }
  }

  private void scanFolder(Folder folder) {
    beforeListing.accept(folder.path);
    try {
      for (Path child : children(folder.path)) {
        visit(folder, child, folder.name + child.getFileName());
      }
    } catch (NoSuchFileException e) {
      if (folder.real.equals(folder.rootReal)) {
        unseen.put(folder.name, folder.path + ": " + Failures.describe(e));
      }
    } catch (IOException e) {
      unseen.put(folder.name, folder.path + ": " + Failures.describe(e));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      ImmutableList.Builder<Path> visible = ImmutableList.builder();
      for (Path child : stream) {
        if (!child.getFileName().toString().startsWith(HIDDEN_PREFIX)) {
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
        Path real = folder.real.resolve(child.getFileName());
        scanFolder(folder.child(child, real, name));
      } else if (isManifest(name)) {
        visitFile(name, folder.real.resolve(child.getFileName()), attributes);
      }
    } catch (NoSuchFileException e) {
      // Gone since it was listed: as if it had not been.
      files.remove(name);
    }
  }

  private void visitLink(Folder folder, Path link, String name) throws IOException {
    Path real;
    try {
      real = link.toRealPath();
    } catch (IOException e) {
      refuse(name, "the link leads nowhere");
      return;
    }
    BasicFileAttributes attributes = attributes(real);
    if (!real.startsWith(folder.rootReal)) {
      refuseLinkOut(link, name, attributes);
    } else if (!attributes.isDirectory()) {
      if (isManifest(name)) {
        visitFile(name, real, attributes);
      }
    } else if (!folder.above.contains(real)) {
      scanFolder(folder.child(link, real, name));
    }
  }

  private void refuseLinkOut(Path link, String name, BasicFileAttributes attributes) {
    String reason = "the link leads out of the folder";
    if (attributes.isDirectory()) {
      unseen.put(name + "/", link + ": " + reason);
    } else {
      refuse(name, reason);
    }
  }

  private void visitFile(String name, Path real, BasicFileAttributes attributes)
      throws IOException {
    if (attributes.isRegularFile()) {
      files.put(
          name, new Entry.Regular(real, attributes.size(), changed(real), attributes.fileKey()));
    } else {
      refuse(name, "it is not a regular file");
    }
  }

  private void refuse(String name, String reason) {
    if (isManifest(name)) {
      files.put(name, new Entry.Refused(reason, "put a regular file in its place"));
    }
  }

  private static boolean isManifest(String name) {
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }

  /** The inode's time where there is one: unlike the file's it can't be set back. */
  private static FileTime changed(Path path) throws IOException {
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    String attribute = unix ? "unix:ctime" : "lastModifiedTime";
    return (FileTime) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
