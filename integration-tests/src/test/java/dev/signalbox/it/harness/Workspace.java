package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Closer;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A temporary folder of manifests, and everything that a test starts and must end. */
public final class Workspace implements Closeable {
  private static final String REVIEWS = "reviews";
  private static final int REVIEWS_PORT = 9080;

  private final Path folder;
  private final Path manifests;
  private final Closer owned = Closer.create();

  private Workspace(Path folder) throws IOException {
    this.folder = folder;
    this.manifests = Files.createDirectory(folder.resolve("manifests"));
  }

  public static Workspace create() throws IOException {
    return new Workspace(Files.createTempDirectory("signalbox-it"));
  }

  /** With the service reviews in three versions, a subset for each. */
  public static Workspace withReviews() throws IOException {
    Workspace workspace = create();
    ImmutableList<Instance> versions = workspace.backends("v1", "v2", "v3");
    workspace.write("services.yaml", Manifests.service(REVIEWS, "http", REVIEWS_PORT, versions));
    workspace.write("subsets.yaml", Manifests.subsets(REVIEWS, "v1", "v2", "v3"));
    return workspace;
  }

  public Path folder() {
    return folder;
  }

  public Path manifests() {
    return manifests;
  }

  /** Puts a manifest into the folder in one step, as careful editors do. */
  public void write(String name, String text) throws IOException {
    Path draft = Files.writeString(folder.resolve("draft"), text);
    Files.move(draft, manifests.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts a backend for each version. */
  public ImmutableList<Instance> backends(String... versions) throws IOException {
    ImmutableList.Builder<Instance> backends = ImmutableList.builder();
    for (String version : versions) {
      Backend backend = Backend.start(version);
      own(backend);
      backends.add(backend.instance());
    }
    return backends.build();
  }

  /** Closes it when the test ends, the last one first. */
  public void own(Closeable resource) {
    owned.register(resource);
  }

  @Override
  public void close() throws IOException {
    owned.close();
    MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
  }
}
