package dev.signalbox.controlplane;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Multiset;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ObjectKey;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back a deletion that looks like an accident, such as a volume that is not mounted, until it
 * has lasted. Times are of one clock, whatever its zero.
 */
final class MassDeletionGuard {
  /** With fewer objects more than half of them are soon deleted on purpose. */
  private static final int FEWEST_OBJECTS = 20;

  /** What is deleted in less than this is deleted in one go: many files take a while. */
  private static final Duration ONE_GO = Duration.ofSeconds(2);

  private final Duration wait;
  private final ImmutableList<String> folders;
  private final Map<String, FileChange> held = new LinkedHashMap<>();
  private final Multiset<Origin> wanted = ConcurrentHashMultiset.create();
  private final Map<ObjectKey, Duration> deletedAt = new HashMap<>();
  private @Nullable Duration since;
  private @Nullable Diagnostic diagnostic;

  /** What may come into force now, and the manifests with it. */
  record Admission(ImmutableList<FileChange> changes, ManifestSet manifests) {}

  /**
   * @param wait how long a deletion must last
   * @param folders what the names of the files of each folder begin with
   */
  MassDeletionGuard(Duration wait, List<String> folders) {
    this.wait = wait;
    this.folders = ImmutableList.copyOf(folders);
  }

  /** These objects are being deleted on purpose until the result is run; from any thread. */
  Runnable expect(Collection<Origin> objects) {
    wanted.addAll(objects);
    return () -> objects.forEach(wanted::remove);
  }

  /** Decides about the changes that are new and those that are held. */
  Admission admit(ManifestSet before, List<FileChange> changes, Duration now) {
    forget(before, now);
    changes.forEach(change -> held.put(change.file(), change));
    ManifestSet after = apply(before, held.values());
    ImmutableListMultimap<String, ObjectKey> missing = unwanted(before.missingFrom(after));
    if (!isSuspicious(before, after, missing)) {
      missing.values().forEach(object -> deletedAt.put(object, now));
      return new Admission(releaseAll(), after);
    }
    if (hasLasted(now)) {
      deletedAt.clear();
      return new Admission(releaseAll(), after);
    }
    if (since == null) {
      since = now;
    }
    diagnostic = describe(before, missing);
    ImmutableList<FileChange> admitted =
        held.values().stream()
            .filter(change -> !missing.containsKey(change.file()))
            .collect(toImmutableList());
    admitted.forEach(change -> held.remove(change.file()));
    return new Admission(admitted, apply(before, admitted));
  }

  /** What is held back. */
  Optional<Diagnostic> diagnostic() {
    return Optional.ofNullable(diagnostic);
  }

  /** When to ask again, if something is held back. */
  Optional<Duration> remaining(Duration now) {
    return Optional.ofNullable(since).map(from -> from.plus(wait).minus(now));
  }

  private void forget(ManifestSet before, Duration now) {
    deletedAt.values().removeIf(at -> at.plus(ONE_GO).compareTo(now) < 0);
    deletedAt.keySet().removeIf(before::contains);
  }

  private ImmutableListMultimap<String, ObjectKey> unwanted(
      ImmutableListMultimap<String, ObjectKey> missing) {
    return ImmutableListMultimap.copyOf(
        Multimaps.filterValues(missing, object -> !wanted.contains(object.id())));
  }

  private boolean hasLasted(Duration now) {
    return wait.isZero() || (since != null && since.plus(wait).compareTo(now) <= 0);
  }

  private boolean isSuspicious(
      ManifestSet before, ManifestSet after, ImmutableListMultimap<String, ObjectKey> missing) {
    ImmutableSet<ObjectKey> deleted =
        deletedAt.keySet().stream()
            .filter(object -> !after.contains(object))
            .collect(toImmutableSet());
    int gone = missing.size() + deleted.size();
    int objects = before.size("") + deleted.size();
    return (!missing.isEmpty() && objects >= FEWEST_OBJECTS && gone * 2 > objects)
        || folders.stream().anyMatch(folder -> isEmptied(folder, before, after, missing));
  }

  /** Objects that only moved to another folder are not missing. */
  private static boolean isEmptied(
      String folder,
      ManifestSet before,
      ManifestSet after,
      ImmutableListMultimap<String, ObjectKey> missing) {
    return before.size(folder) > 0
        && after.size(folder) == 0
        && missing.keySet().stream().anyMatch(file -> file.startsWith(folder));
  }

  private ImmutableList<FileChange> releaseAll() {
    ImmutableList<FileChange> all = ImmutableList.copyOf(held.values());
    held.clear();
    since = null;
    diagnostic = null;
    return all;
  }

  private Diagnostic describe(
      ManifestSet before, ImmutableListMultimap<String, ObjectKey> missing) {
    return Diagnostic.of(
        Code.MASS_DELETION,
        missing.values().iterator().next().id(),
        "%d of %d objects are gone from the files all at once; they stay in force for %d s"
            .formatted(missing.size(), before.size(""), wait.toSeconds()),
        "Bring the files back, or wait if they were meant to go.");
  }

  private static ManifestSet apply(ManifestSet manifests, Iterable<FileChange> changes) {
    ManifestSet.Edit edit = manifests.edit();
    changes.forEach(change -> change.applyTo(edit));
    return edit.build();
  }
}
