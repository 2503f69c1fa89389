package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.controlplane.report.Json;
import dev.signalbox.controlplane.report.Yaml;
import dev.signalbox.translator.manifest.ManifestText;
import dev.signalbox.translator.manifest.ManifestText.Entry;
import dev.signalbox.translator.manifest.ObjectKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Edits of one file's text. Each is checked by reading the result: exactly the one object may have
 * changed.
 */
record FileEdit(String file, ManifestText text) {

  /**
   * An object with the text that it is written as.
   *
   * @param head the comments before it
   * @param commented whether that text has comments of its own
   */
  record Source(Entry entry, JsonElement json, String head, String yaml, boolean commented) {
    ObjectKey key() {
      return entry.key();
    }

    /** As its author wrote it where that is a document in block style, comments included. */
    static Source of(ManifestText text, Entry entry) {
      JsonElement json = ManifestJson.of(entry.root());
      String written = text.textOf(entry);
      boolean usable = !entry.inList() && entry.root().column() == 1 && !written.startsWith("{");
      String yaml = usable ? written.stripTrailing() + "\n" : Yaml.write(json);
      String head = usable ? text.commentsBefore(entry) : "";
      return new Source(entry, json, head, yaml, usable && yaml.contains("#"));
    }
  }

  static FileEdit of(String file, String text) {
    return new FileEdit(file, ManifestText.of(text));
  }

  /** Whether the object stands there just so already. */
  boolean has(Source source) {
    return text.find(source.key())
        .filter(entry -> ManifestJson.of(entry.root()).equals(source.json()))
        .isPresent();
  }

  FileEdit put(Source source) throws Refusal {
    Entry entry = find(source.key());
    Optional<FileEdit> patched = patched(entry, source);
    return patched.isPresent() ? patched.get() : replaced(entry, source);
  }

  /** Keeps comments within the object, unless the new text brings its own. */
  private Optional<FileEdit> patched(Entry entry, Source source) {
    if (source.commented()) {
      return Optional.empty();
    }
    return ScalarPatch.of(text.text(), entry.root(), source.entry().root())
        .flatMap(edited -> read(edited, entry, source.json()));
  }

  private FileEdit replaced(Entry entry, Source source) throws Refusal {
    String replacement;
    if (entry.inList()) {
      replacement = inList(entry, source.json());
    } else {
      replacement = isJson() ? Json.write(source.json()) + "\n" : source.yaml();
    }
    return checked(text.replace(entry, replacement), entry, source.json());
  }

  /** With one object more, at the end. */
  FileEdit append(Source source) {
    String before = text.text();
    String separator = before.isBlank() ? "" : (before.endsWith("\n") ? "" : "\n") + "---\n";
    return of(file, before + separator + source.head() + source.yaml());
  }

  FileEdit remove(ObjectKey key) throws Refusal {
    Entry entry = find(key);
    String rest = entry.inList() ? text.replace(entry, inList(entry, null)) : text.remove(entry);
    return checked(rest, entry, null);
  }

  private Entry find(ObjectKey key) throws Refusal {
    return text.find(key)
        .orElseThrow(
            () -> new Refusal(file, "the part of " + file + " that held it can't be read now"));
  }

  private FileEdit checked(String edited, Entry entry, @Nullable JsonElement expected)
      throws Refusal {
    return read(edited, entry, expected)
        .orElseThrow(
            () -> new Refusal(file, "an edit of " + file + " would change more than this object"));
  }

  /** Empty if not exactly the one object has become what it should. */
  private Optional<FileEdit> read(String edited, Entry entry, @Nullable JsonElement expected) {
    List<JsonElement> objects = new ArrayList<>(objects(text));
    int index = text.objects().indexOf(entry);
    if (expected == null) {
      objects.remove(index);
    } else {
      objects.set(index, expected);
    }
    ManifestText result = ManifestText.of(edited);
    return objects(result).equals(objects)
        ? Optional.of(new FileEdit(file, result))
        : Optional.empty();
  }

  private static ImmutableList<JsonElement> objects(ManifestText text) {
    return text.objects().stream()
        .map(entry -> ManifestJson.of(entry.root()))
        .collect(ImmutableList.toImmutableList());
  }

  /** The List with another item in the object's place, or none; written anew. */
  private String inList(Entry entry, @Nullable JsonElement replacement) {
    JsonElement list =
        replaced(ManifestJson.of(entry.document()), ManifestJson.of(entry.root()), replacement);
    return isJson() ? Json.write(list) + "\n" : Yaml.write(list);
  }

  private static JsonElement replaced(
      JsonElement list, JsonElement object, @Nullable JsonElement replacement) {
    JsonArray items = new JsonArray();
    for (JsonElement item : list.getAsJsonObject().getAsJsonArray("items")) {
      if (!item.equals(object)) {
        boolean nested = item instanceof JsonObject inner && inner.has("items");
        items.add(nested ? replaced(item, object, replacement) : item);
      } else if (replacement != null) {
        items.add(replacement);
      }
    }
    JsonObject copy = list.getAsJsonObject().deepCopy();
    copy.add("items", items);
    return copy;
  }

  private boolean isJson() {
    return file.endsWith(".json");
  }
}
