package dev.signalbox.controlplane;

import com.google.common.collect.ConcurrentHashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multiset;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds back a deletion that looks like an accident, such as a volume that is not mounted, until it
 * has lasted.
 */
final class MassDeletionGuard {
  /** With fewer objects more than half of them are soon deleted on purpose. */
  private static final int FEWEST_OBJECTS = 20;

  private final Duration wait;
  private final ImmutableList<String> folders;
  private final Map<String, FileChange> held = new LinkedHashMap<>();
  private final Multiset<Origin> wanted = ConcurrentHashMultiset.create();
  private @Nullable Duration since;
  private @Nullable Diagnostic diagnostic;

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

  /**
   * The changes that may come into force now, of those that are new and those that are held.
   *
   * @param now the time since whenever
   */
  ImmutableList<FileChange> admit(ManifestSet before, List<FileChange> changes, Duration now) {
    changes.forEach(change -> held.put(change.file(), change));
    ManifestSet after = apply(before, held.values());
    ImmutableListMultimap<String, Origin> missing = before.missingFrom(after);
    if (!isSuspicious(before, after, missing) || hasLasted(now)) {
      return releaseAll();
    }
    if (since == null) {
      since = now;
    }
    diagnostic = describe(before, missing);
    ImmutableList<FileChange> admitted =
        held.values().stream()
            .filter(change -> !missing.containsKey(change.file()))
            .collect(ImmutableList.toImmutableList());
    admitted.forEach(change -> held.remove(change.file()));
    return admitted;
  }

  /** What is held back. */
  Optional<Diagnostic> diagnostic() {
    return Optional.ofNullable(diagnostic);
  }

  /** When to ask again, if something is held back. */
  Optional<Duration> remaining(Duration now) {
    return Optional.ofNullable(since).map(from -> from.plus(wait).minus(now));
  }

  private boolean hasLasted(Duration now) {
    return wait.isZero() || (since != null && since.plus(wait).compareTo(now) <= 0);
  }

  private boolean isSuspicious(
      ManifestSet before, ManifestSet after, ImmutableListMultimap<String, Origin> missing) {
    int objects = before.size("");
    ImmutableListMultimap<String, Origin> unwanted = unwanted(missing);
    return (objects >= FEWEST_OBJECTS && unwanted.size() * 2 > objects)
        || folders.stream().anyMatch(folder -> isEmptied(folder, before, after, unwanted));
  }

  private ImmutableListMultimap<String, Origin> unwanted(
      ImmutableListMultimap<String, Origin> missing) {
    return missing.entries().stream()
        .filter(object -> !wanted.contains(object.getValue()))
        .collect(
            ImmutableListMultimap.toImmutableListMultimap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Objects that only moved to another folder are not missing. */
  private static boolean isEmptied(
      String folder,
      ManifestSet before,
      ManifestSet after,
      ImmutableListMultimap<String, Origin> missing) {
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

  private Diagnostic describe(ManifestSet before, ImmutableListMultimap<String, Origin> missing) {
    return Diagnostic.of(
        Code.MASS_DELETION,
        missing.values().iterator().next(),
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
