package dev.signalbox.controlplane.proxyconfig;

import com.google.common.base.CaseFormat;
import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.stream.Stream;

/**
 * A proxy's configuration in the form of Envoy's {@code /config_dump}.
 *
 * @param json as read, whatever it holds
 */
public record EnvoyDump(JsonObject json) {
  static final String CONFIGS = "configs";
  static final String TYPE = "@type";

  /** Throws if it isn't a config dump. */
  public static EnvoyDump parse(String text) {
    try {
      if (JsonParser.parseString(text) instanceof JsonObject json
          && json.get(CONFIGS) instanceof JsonArray) {
        return new EnvoyDump(json);
      }
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("not an Envoy config dump: it has no list \"configs\"");
  }

  /** Each without its {@code @type}. */
  public ImmutableList<JsonObject> resources(DumpSection section) {
    return json.getAsJsonArray(CONFIGS).asList().stream()
        .filter(config -> isSection(config, section))
        .flatMap(config -> section.paths().stream().flatMap(path -> values(config, path)))
        .filter(JsonObject.class::isInstance)
        .map(resource -> untyped((JsonObject) resource))
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isSection(JsonElement config, DumpSection section) {
    return config instanceof JsonObject object
        && object.get(TYPE) instanceof JsonPrimitive type
        && type.getAsString().equals(section.typeUrl());
  }

  private static Stream<JsonElement> values(JsonElement element, List<String> path) {
    if (element instanceof JsonArray array) {
      return array.asList().stream().flatMap(member -> values(member, path));
    }
    if (path.isEmpty()) {
      return Stream.of(element);
    }
    return element instanceof JsonObject object
        ? field(object, path.getFirst())
            .flatMap(value -> values(value, path.subList(1, path.size())))
        : Stream.empty();
  }

  /** Envoy writes lower_underscore, istioctl lowerCamel. */
  private static Stream<JsonElement> field(JsonObject object, String name) {
    String camel = CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.LOWER_CAMEL, name);
    return Stream.of(name, camel).distinct().filter(object::has).map(object::get).limit(1);
  }

  private static JsonObject untyped(JsonObject resource) {
    JsonObject copy = resource.deepCopy();
    copy.remove(TYPE);
    return copy;
  }
}
