package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.manifest.ParsedFile;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file as it stands, and as it is in force.
 *
 * @param current the objects that can be read in it now
 * @param inForce the same, with the last valid version where the current one is invalid, and with
 *     those that were there before a part of the file became unreadable
 * @param unreadable what can't be read
 */
record ManifestFile(
    ImmutableList<ManifestObject> current,
    ImmutableList<ManifestObject> inForce,
    ImmutableList<Finding> unreadable) {

  static ManifestFile of(ParsedFile parsed, @Nullable ManifestFile before) {
    ImmutableList<ManifestObject> current =
        parsed.documents().stream()
            .map(Converter::convert)
            .collect(ImmutableList.toImmutableList());
    ImmutableList.Builder<ManifestObject> inForce = ImmutableList.builder();
    for (ManifestObject object : current) {
      inForce.add(object.isValid() ? object : lastValid(before, object).orElse(object));
    }
    if (!parsed.unreadable().isEmpty() && before != null) {
      inForce.addAll(notDefinedIn(current, before.inForce));
    }
    return new ManifestFile(current, inForce.build(), parsed.unreadable());
  }

  private static Optional<ManifestObject> lastValid(
      @Nullable ManifestFile before, ManifestObject object) {
    return before == null
        ? Optional.empty()
        : before.inForce.stream()
            .filter(old -> old.key().equals(object.key()) && old.isValid())
            .findFirst();
  }

  private static Iterable<ManifestObject> notDefinedIn(
      ImmutableList<ManifestObject> current, ImmutableList<ManifestObject> before) {
    Set<ManifestObject.Key> defined =
        current.stream().map(ManifestObject::key).collect(Collectors.toSet());
    return before.stream().filter(old -> !defined.contains(old.key())).toList();
  }
}
