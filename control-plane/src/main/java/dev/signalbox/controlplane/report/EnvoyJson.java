package dev.signalbox.controlplane.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.controlplane.envoy.ProtoYaml;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.Snapshot;
import java.util.Set;

/** Envoy's resources in Envoy's JSON form. */
public final class EnvoyJson {
  private EnvoyJson() {}

  /** The resources of each type as a list. */
  public static JsonObject of(Snapshot snapshot, Set<ResourceType> types) {
    JsonObject all = new JsonObject();
    for (ResourceType type : types) {
      JsonArray resources = new JsonArray();
      snapshot.of(type).values().forEach(resource -> resources.add(of(resource)));
      all.add(label(type), resources);
    }
    return all;
  }

  private static String label(ResourceType type) {
    return switch (type) {
      case CLUSTER -> "clusters";
      case ENDPOINTS -> "endpoints";
      case LISTENER -> "listeners";
      case ROUTES -> "routes";
    };
  }

  private static JsonObject of(Resource resource) {
    JsonObject json = JsonParser.parseString(ProtoYaml.json(resource.any())).getAsJsonObject();
    json.remove("@type");
    return json;
  }
}
