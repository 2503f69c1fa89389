package dev.signalbox.controlplane.manifests;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.math.BigDecimal;

/** A manifest's values without their places: equal objects have equal JSON. */
final class ManifestJson {
  private ManifestJson() {}

  static JsonElement of(Yaml value) {
    return switch (value) {
      case Mapping mapping -> object(mapping);
      case Sequence sequence -> {
        JsonArray array = new JsonArray();
        sequence.items().forEach(item -> array.add(of(item)));
        yield array;
      }
      case Scalar scalar -> scalar(scalar);
    };
  }

  private static JsonObject object(Mapping mapping) {
    JsonObject object = new JsonObject();
    mapping.entries().forEach((key, entry) -> object.add(key, of(entry.value())));
    return object;
  }

  private static JsonElement scalar(Scalar scalar) {
    return switch (scalar.type()) {
      case STRING -> new JsonPrimitive(scalar.text());
      case BOOLEAN -> new JsonPrimitive(Boolean.parseBoolean(scalar.text()));
      case NULL -> JsonNull.INSTANCE;
      case NUMBER -> new JsonPrimitive(new BigDecimal(scalar.text()));
    };
  }
}
