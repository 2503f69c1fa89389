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
import org.jspecify.annotations.Nullable;

/**
 * Edits of one file's text. Each is checked by reading the result: exactly the one object may have
 * changed.
 */
record FileEdit(String file, ManifestText text) {

  /** An object with the text that it is written as. */
  record Source(ObjectKey key, JsonElement json, String yaml) {

    /** As its author wrote it where that is a document in block style, comments included. */
    static Source of(ManifestText text, Entry entry) {
      JsonElement json = ManifestJson.of(entry.root());
      String written = text.textOf(entry);
      boolean usable = !entry.inList() && entry.root().column() == 1 && !written.startsWith("{");
      String yaml = usable ? written.stripTrailing() + "\n" : Yaml.write(json);
      return new Source(entry.key(), json, yaml);
    }
  }

  static FileEdit of(String file, String text) {
    return new FileEdit(file, ManifestText.of(text));
  }

  FileEdit put(Source source) throws Refusal {
    Entry entry = find(source.key());
    String replacement;
    if (entry.inList()) {
      replacement = inList(entry, source.json());
    } else {
      replacement = isJson() ? Json.write(source.json()) + "\n" : source.yaml();
    }
    return checked(text.replace(entry, replacement), entry, source.json());
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
    List<JsonElement> objects = new ArrayList<>(objects(text));
    int index = text.objects().indexOf(entry);
    if (expected == null) {
      objects.remove(index);
    } else {
      objects.set(index, expected);
    }
    ManifestText result = ManifestText.of(edited);
    if (!objects(result).equals(objects)) {
      throw new Refusal(file, "an edit of " + file + " would change more than this object");
    }
    return new FileEdit(file, result);
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
