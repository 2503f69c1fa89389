package dev.signalbox.controlplane.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.signalbox.translator.manifest.KubectlSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** JSON values as YAML, laid out as kubectl does. */
public final class Yaml {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setDereferenceAliases(true)
          .setSplitLines(false)
          .setSchema(new KubectlSchema())
          .build();

  private Yaml() {}

  public static String write(JsonElement value) {
    return new Dump(SETTINGS).dumpToString(plain(value));
  }

  private static @Nullable Object plain(JsonElement value) {
    return switch (value) {
      case JsonObject object -> plain(object);
      case JsonArray array -> plain(array);
      case JsonPrimitive primitive when primitive.isBoolean() -> primitive.getAsBoolean();
      case JsonPrimitive primitive when primitive.isNumber() -> number(primitive.getAsBigDecimal());
      case JsonPrimitive primitive -> primitive.getAsString();
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> plain(JsonObject object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    object.entrySet().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
    return map;
  }

  private static List<@Nullable Object> plain(JsonArray array) {
    List<@Nullable Object> list = new ArrayList<>();
    array.forEach(element -> list.add(plain(element)));
    return list;
  }

  /** Whole numbers without a point: Envoy's field types are strict. */
  private static Number number(BigDecimal number) {
    return number.stripTrailingZeros().scale() <= 0 ? number.toBigInteger() : number.doubleValue();
  }
}
