package dev.signalbox.controlplane.manifests;

import com.google.gson.JsonElement;
import dev.signalbox.controlplane.manifests.FileEdit.Source;
import dev.signalbox.proto.manifests.v1.ObjectResult;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ManifestSet.StoredObject;
import dev.signalbox.translator.manifest.ManifestText;
import dev.signalbox.translator.manifest.ObjectKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes to several objects, first in memory and then on disk. */
final class FolderEdit {
  private final ManifestFolders folders;
  private final ManifestSet before;
  private final Map<ObjectKey, String> holders = new HashMap<>();
  private final Map<ObjectKey, JsonElement> objects = new HashMap<>();
  private final Map<String, FileEdit> changed = new LinkedHashMap<>();
  private final Set<ObjectKey> touched = new HashSet<>();

  FolderEdit(ManifestFolders folders, ManifestSet before) {
    this.folders = folders;
    this.before = before;
    for (StoredObject object : before.stored()) {
      holders.put(object.key(), object.place().file());
    }
    objects.putAll(objects(before));
  }

  Outcome put(Source source) throws IOException, Refusal {
    String holder = holders.get(source.key());
    if (holder == null) {
      return create(source);
    }
    FileEdit file = file(holder);
    if (file.has(source)) {
      return new Outcome(source.key(), ObjectResult.Outcome.UNCHANGED, holder);
    }
    changed.put(holder, file.put(source));
    touched.add(source.key());
    objects.put(source.key(), source.json());
    return new Outcome(source.key(), ObjectResult.Outcome.CONFIGURED, holder);
  }

  Outcome remove(ObjectKey key) throws IOException, Refusal {
    String holder = holders.get(key);
    if (holder == null) {
      return new Outcome(key, ObjectResult.Outcome.NOT_FOUND, "");
    }
    changed.put(holder, file(holder).remove(key));
    touched.add(key);
    holders.remove(key);
    objects.remove(key);
    return new Outcome(key, ObjectResult.Outcome.DELETED, holder);
  }

  /** The manifests as they will be. */
  ManifestSet after() {
    ManifestSet.Edit edit = before.edit();
    changed.forEach((file, text) -> edit.put(file, text.text().text()));
    return edit.build();
  }

  void write() throws IOException {
    for (FileEdit file : changed.values()) {
      ManifestText text = file.text();
      if (text.isEmpty()) {
        folders.delete(file.file());
      } else {
        folders.write(file.file(), text.text());
      }
    }
  }

  /** Whether the manifests have the objects as they are after this edit. */
  boolean isIn(ManifestSet manifests) {
    Map<ObjectKey, JsonElement> now = objects(manifests);
    return touched.stream().allMatch(key -> Objects.equals(now.get(key), objects.get(key)));
  }

  private static Map<ObjectKey, JsonElement> objects(ManifestSet manifests) {
    return manifests.stored().stream()
        .collect(Collectors.toMap(StoredObject::key, object -> ManifestJson.of(object.root())));
  }

  private Outcome create(Source source) throws IOException {
    String file = folders.newFile(source.key(), changed::containsKey);
    boolean exists = changed.containsKey(file) || folders.exists(file);
    changed.put(file, (exists ? file(file) : FileEdit.of(file, "")).append(source));
    touched.add(source.key());
    holders.put(source.key(), file);
    objects.put(source.key(), source.json());
    return new Outcome(source.key(), ObjectResult.Outcome.CREATED, file);
  }

  private FileEdit file(String name) throws IOException {
    FileEdit edited = changed.get(name);
    return edited == null ? FileEdit.of(name, folders.read(name)) : edited;
  }
}
