package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.DocumentText;
import dev.signalbox.translator.manifest.ManifestReader;
import dev.signalbox.translator.manifest.ParsedFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file as it stands, and as it is in force.
 *
 * @param current the objects that can be read in it now
 * @param inForce the same, with the last valid version where the current one is invalid, and with
 *     those that were there before a part of the file became unreadable
 * @param unreadable what can't be read
 * @param kept the documents in force, but for those with a Secret in them
 */
record ManifestFile(
    ImmutableList<ManifestObject> current,
    ImmutableList<ManifestObject> inForce,
    ImmutableList<Finding> unreadable,
    ImmutableList<KeptDocument> kept) {

  static ManifestFile of(ReadFile read, @Nullable ManifestFile before) {
    ImmutableList<ManifestObject> current = read.objects();
    ImmutableList.Builder<ManifestObject> inForce = ImmutableList.builder();
    for (ManifestObject object : current) {
      inForce.add(object.isValid() ? object : lastValid(before, object).orElse(object));
    }
    if (!read.unreadable().isEmpty() && before != null) {
      inForce.addAll(notDefinedIn(current, before.inForce));
    }
    return of(current, inForce.build(), read.unreadable());
  }

  /** This file with versions from elsewhere of what has never been valid in it. */
  ManifestFile keeping(Map<ManifestObject.Key, ManifestObject> lastValid) {
    if (inForce.stream().allMatch(o -> o.isValid() || !lastValid.containsKey(o.key()))) {
      return this;
    }
    ImmutableList<ManifestObject> kept =
        inForce.stream()
            .map(o -> o.isValid() ? o : lastValid.getOrDefault(o.key(), o))
            .collect(ImmutableList.toImmutableList());
    return of(current, kept, unreadable);
  }

  /** Where this file has an object, also one whose version in force is from another file. */
  Place place(ManifestObject object) {
    return current.stream()
        .filter(o -> o.key().equals(object.key()))
        .findFirst()
        .orElse(object)
        .source()
        .locate("");
  }

  /** Before the file itself has been read: what an earlier process had in force. */
  static ManifestFile restored(String file, List<KeptDocument> kept, boolean mesh) {
    ImmutableList<ManifestObject> inForce =
        kept.stream()
            .flatMap(document -> restored(file, document, mesh))
            .collect(ImmutableList.toImmutableList());
    return of(ImmutableList.of(), inForce, ImmutableList.of());
  }

  private static Stream<ManifestObject> restored(String file, KeptDocument kept, boolean mesh) {
    List<DocumentText> text = List.of(kept.text());
    ParsedFile parsed =
        mesh ? ManifestReader.readMesh(file, text) : ManifestReader.read(file, text);
    return parsed.documents().stream()
        .map(Converter::convert)
        .filter(object -> kept.objects().contains(object.key().toString()));
  }

  private static ManifestFile of(
      ImmutableList<ManifestObject> current,
      ImmutableList<ManifestObject> inForce,
      ImmutableList<Finding> unreadable) {
    return new ManifestFile(current, inForce, unreadable, kept(inForce));
  }

  private static ImmutableList<KeptDocument> kept(ImmutableList<ManifestObject> inForce) {
    Map<DocumentText, List<String>> kept = new LinkedHashMap<>();
    for (ManifestObject object : inForce) {
      object
          .text()
          .map(text -> kept.computeIfAbsent(text, t -> new ArrayList<>()))
          .ifPresent(objects -> objects.add(object.key().toString()));
    }
    return kept.entrySet().stream()
        .map(document -> new KeptDocument(document.getKey(), document.getValue()))
        .collect(ImmutableList.toImmutableList());
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
