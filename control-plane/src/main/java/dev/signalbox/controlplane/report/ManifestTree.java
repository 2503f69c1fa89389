package dev.signalbox.controlplane.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.proto.manifests.v1.Manifest;
import java.util.List;

/** Objects as kubectl prints them in JSON and YAML. */
public final class ManifestTree {
  private ManifestTree() {}

  /** An object alone if it was asked for by its one name, else a List. */
  public static JsonElement of(List<Manifest> manifests, boolean single) {
    JsonArray items = new JsonArray();
    manifests.forEach(manifest -> items.add(JsonParser.parseString(manifest.getJson())));
    if (single && items.size() == 1) {
      return items.get(0);
    }
    JsonObject list = new JsonObject();
    list.addProperty("apiVersion", "v1");
    list.addProperty("kind", "List");
    list.add("items", items);
    return list;
  }
}
