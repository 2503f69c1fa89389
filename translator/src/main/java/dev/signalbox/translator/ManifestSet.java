package dev.signalbox.translator;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Finding;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.ObjectKey;
import dev.signalbox.translator.manifest.SourceMap;
import dev.signalbox.translator.manifest.Yaml;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manifests in force, by file. Immutable: an edit makes a new set that shares the rest. */
public final class ManifestSet {
  /** What the file with the mesh's settings is called here: no manifest's file is called so. */
  public static final String MESH = "--mesh";

  private static final ManifestSet EMPTY = new ManifestSet(ImmutableSortedMap.of());

  private final ImmutableSortedMap<String, ManifestFile> files;
  private final ImmutableMap<ManifestObject.Key, ManifestObject> objects;
  private final ImmutableMap<ManifestObject.Key, String> holders;
  private final ImmutableList<Finding> duplicates;
  private final Supplier<Map<Origin, ManifestObject>> byId = Suppliers.memoize(this::index);

  private ManifestSet(ImmutableSortedMap<String, ManifestFile> files) {
    this.files = files;
    Map<ManifestObject.Key, Held> byKey = new LinkedHashMap<>();
    files.forEach(
        (name, file) ->
            file.inForce().forEach(o -> byKey.merge(o.key(), new Held(name, o), Held::or)));
    this.holders = ImmutableMap.copyOf(Maps.transformValues(byKey, Held::file));
    this.objects = ImmutableMap.copyOf(Maps.transformValues(byKey, Held::object));
    this.duplicates = duplicates();
  }

  /** An object, and the file by which it is in force. */
  private record Held(String file, ManifestObject object) {
    /** What is valid counts more; beyond that, files go by their paths. */
    Held or(Held later) {
      return !object.isValid() && later.object.isValid() ? later : this;
    }
  }

  public static ManifestSet empty() {
    return EMPTY;
  }

  /** This set with one file read anew; what can't be read keeps its last good objects. */
  public ManifestSet with(String file, String text) {
    return edit().put(file, text).build();
  }

  public ManifestSet without(String file) {
    return edit().remove(file).build();
  }

  /** Several changes in one step. */
  public Edit edit() {
    return new Edit(this);
  }

  /** Changes to a set: only the files that are put are read. */
  public static final class Edit {
    private final ManifestSet before;
    private final Map<String, ManifestFile> files;

    private Edit(ManifestSet before) {
      this.before = before;
      this.files = new HashMap<>(before.files);
    }

    /** Reads a file anew; what can't be read keeps its last good objects. */
    public Edit put(String file, String text) {
      return put(ReadFile.of(file, text));
    }

    /** A file that has been read anew; what couldn't be read in it keeps its last good objects. */
    public Edit put(ReadFile read) {
      files.put(read.file(), ManifestFile.of(read, files.get(read.file())));
      return this;
    }

    /** What an earlier process had in force; it gives way to what the file itself says. */
    public Edit restore(String file, List<KeptDocument> kept) {
      files.put(file, ManifestFile.restored(file, kept, file.equals(MESH)));
      return this;
    }

    public Edit remove(String file) {
      files.remove(file);
      return this;
    }

    /** The set; an object that moved to another file and is invalid there stays as it was. */
    public ManifestSet build() {
      ManifestSet set = new ManifestSet(ImmutableSortedMap.copyOf(files));
      Map<ManifestObject.Key, ManifestObject> lastValid =
          set.objects.values().stream()
              .filter(object -> !object.isValid())
              .flatMap(object -> Stream.ofNullable(before.objects.get(object.key())))
              .filter(ManifestObject::isValid)
              .collect(Collectors.toMap(ManifestObject::key, Function.identity()));
      if (lastValid.isEmpty()) {
        return set;
      }
      files.replaceAll((name, file) -> file.keeping(lastValid));
      return new ManifestSet(ImmutableSortedMap.copyOf(files));
    }
  }

  /** What is wrong with the files and with each object alone. */
  public ImmutableList<Finding> findings() {
    ImmutableList.Builder<Finding> findings = ImmutableList.builder();
    for (ManifestFile file : files.values()) {
      findings.addAll(file.unreadable());
      for (ManifestObject object : file.current()) {
        object.diagnostics().forEach(d -> findings.add(locate(d, object.source())));
      }
    }
    return findings.addAll(duplicates).build();
  }

  /** Joins a diagnostic, such as one of a mesh or a translation, with its place. */
  public Finding locate(Diagnostic diagnostic) {
    return new Finding(
        diagnostic,
        place(diagnostic.origin()),
        diagnostic.related().stream()
            .map(this::place)
            .flatMap(Optional::stream)
            .collect(ImmutableList.toImmutableList()));
  }

  /** Where a field of an object in force stands. */
  public Optional<Place> place(Origin origin) {
    return Optional.ofNullable(byId.get().get(origin.object()))
        .map(object -> object.source().locate(origin.path()));
  }

  /** What is in force, by file, to be kept beyond the end of the process. */
  public ImmutableMap<String, ImmutableList<KeptDocument>> kept() {
    return ImmutableMap.copyOf(Maps.transformValues(files, ManifestFile::kept));
  }

  /** The objects that are still in force as an earlier set has them, though no file says so. */
  public ImmutableList<Origin> retainedFrom(ManifestSet earlier) {
    Set<ManifestObject> old = Collections.newSetFromMap(new IdentityHashMap<>());
    old.addAll(earlier.objects.values());
    return objects.values().stream()
        .filter(old::contains)
        .map(ManifestObject::id)
        .collect(ImmutableList.toImmutableList());
  }

  /** The objects of this set that the other one lacks, by the file that holds them. */
  public ImmutableListMultimap<String, ObjectKey> missingFrom(ManifestSet other) {
    ImmutableListMultimap.Builder<String, ObjectKey> missing = ImmutableListMultimap.builder();
    for (ManifestObject object : objects.values()) {
      if (!other.objects.containsKey(object.key())) {
        missing.put(holder(object).file(), new ObjectKey(object.group(), object.id()));
      }
    }
    return missing.build();
  }

  public boolean contains(ObjectKey object) {
    return objects.containsKey(new ManifestObject.Key(object.group(), object.id()));
  }

  /** How many objects are in force in files whose names begin so. */
  public int size(String filePrefix) {
    return (int)
        objects.values().stream()
            .filter(object -> !object.isMeshFile())
            .filter(object -> holders.getOrDefault(object.key(), "").startsWith(filePrefix))
            .count();
  }

  /** The namespaces in which there are objects. */
  public ImmutableList<String> namespaces() {
    return objects.values().stream()
        .filter(object -> !object.isMeshFile())
        .map(object -> object.id().namespace())
        .distinct()
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  /** An object in force, as it was written. */
  public record StoredObject(ObjectKey key, Yaml root, Place place) {}

  /** All objects in force, in the order of the files. */
  public ImmutableList<StoredObject> stored() {
    return objects.values().stream()
        .map(
            object ->
                new StoredObject(
                    new ObjectKey(object.group(), object.id()),
                    object.source().root(),
                    holder(object)))
        .collect(ImmutableList.toImmutableList());
  }

  ImmutableMap<ManifestObject.Key, ManifestObject> objects() {
    return objects;
  }

  ImmutableSortedMap<String, ManifestFile> files() {
    return files;
  }

  private Map<Origin, ManifestObject> index() {
    Map<Origin, ManifestObject> index = new HashMap<>();
    objects.values().forEach(object -> index.putIfAbsent(object.id(), object));
    return index;
  }

  private static Finding locate(Diagnostic diagnostic, SourceMap source) {
    return new Finding(
        diagnostic,
        Optional.of(source.locate(diagnostic.origin().path())),
        diagnostic.related().stream()
            .map(origin -> source.locate(origin.path()))
            .collect(ImmutableList.toImmutableList()));
  }

  /** What doesn't count, as the same object stands elsewhere too. */
  private ImmutableList<Finding> duplicates() {
    Set<ManifestObject> counting = Collections.newSetFromMap(new IdentityHashMap<>());
    counting.addAll(objects.values());
    ImmutableList.Builder<Finding> duplicates = ImmutableList.builder();
    files.forEach(
        (name, file) ->
            file.inForce().stream()
                .filter(o -> !counting.contains(o) || !name.equals(holders.get(o.key())))
                .forEach(object -> duplicates.add(duplicate(object, place(name, object)))));
    return duplicates.build();
  }

  private Finding duplicate(ManifestObject second, Place place) {
    ManifestObject first = Objects.requireNonNull(objects.get(second.key()));
    Place kept = holder(first);
    String why =
        first.isValid() && !second.isValid() ? "this one is invalid" : "files go by their paths";
    Diagnostic diagnostic =
        Diagnostic.of(
            Code.DUPLICATE_OBJECT,
            second.id(),
            second.id().objectName() + " also stands at " + kept + ", which counts: " + why,
            "Remove or rename one of them.");
    return new Finding(diagnostic, Optional.of(place), ImmutableList.of(kept));
  }

  /** Where an object in force stands, or the one that it is in force in place of. */
  private Place holder(ManifestObject object) {
    return place(holders.getOrDefault(object.key(), object.source().file()), object);
  }

  private Place place(String file, ManifestObject object) {
    ManifestFile holder = files.get(file);
    return holder == null || object.source().file().equals(file)
        ? object.source().locate("")
        : holder.place(object);
  }
}
