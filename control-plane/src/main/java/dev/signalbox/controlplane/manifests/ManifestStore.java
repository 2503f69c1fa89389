package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.manifests.Applied.Input;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ManifestSet.StoredObject;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The objects in the watched folders. Changes go through the files, which stay the truth. */
public final class ManifestStore {
  /** The watch takes milliseconds, or its five seconds where the file system tells no changes. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

  private final ManifestFolders folders;
  private final Supplier<Optional<ManifestSet>> inForce;
  private final Function<Collection<Origin>, Runnable> expectDeletion;

  /**
   * Works on the folders that a control plane watches.
   *
   * @param inForce the manifests as the watch on the same folders has them, empty until then
   * @param expectDeletion says that objects go on purpose, until its result is run
   */
  public ManifestStore(
      List<Path> folders,
      Supplier<Optional<ManifestSet>> inForce,
      Function<Collection<Origin>, Runnable> expectDeletion) {
    this.folders = new ManifestFolders(ImmutableList.copyOf(folders));
    this.inForce = inForce;
    this.expectDeletion = expectDeletion;
  }

  /** The answer, and whether it is in force already. */
  record Written<T>(T result, boolean inForce) {}

  ImmutableList<StoredObject> list() {
    return manifests().stored();
  }

  synchronized Written<Applied> apply(List<Input> inputs, ApplyRules rules, boolean dryRun)
      throws IOException {
    FolderEdit edit = new FolderEdit(folders, manifests());
    Application application = new Application(edit, rules);
    for (Input input : inputs) {
      application.add(input);
    }
    return new Written<>(application.result(), !dryRun && write(edit));
  }

  synchronized Written<ImmutableList<Outcome>> delete(List<ObjectKey> keys, boolean dryRun)
      throws IOException, Refusal {
    FolderEdit edit = new FolderEdit(folders, manifests());
    ImmutableList.Builder<Outcome> outcomes = ImmutableList.builder();
    for (ObjectKey key : keys) {
      outcomes.add(edit.remove(key));
    }
    return new Written<>(outcomes.build(), !dryRun && writeDeletion(edit, keys));
  }

  private boolean writeDeletion(FolderEdit edit, List<ObjectKey> keys) throws IOException {
    Runnable done = expectDeletion.apply(keys.stream().map(ObjectKey::id).toList());
    try {
      return write(edit);
    } finally {
      done.run();
    }
  }

  private ManifestSet manifests() {
    return inForce.get().orElseThrow(NotReadyException::new);
  }

  /** Writes, and waits until the watch has brought it in force; false if it doesn't in time. */
  private boolean write(FolderEdit edit) throws IOException {
    edit.write();
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    ManifestSet looked = null;
    while (System.nanoTime() < deadline) {
      ManifestSet now = manifests();
      if (now != looked && edit.isIn(now)) {
        return true;
      }
      looked = now;
      try {
        Thread.sleep(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }
}
