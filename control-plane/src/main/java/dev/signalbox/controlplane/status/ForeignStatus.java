package dev.signalbox.controlplane.status;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What others have written into the status of an object: it stays, beside what is ours. */
final class ForeignStatus {
  private ForeignStatus() {}

  /** The conditions, followed by those of other types. */
  static JsonArray conditions(JsonArray ours, @Nullable JsonElement written) {
    Set<String> types = new HashSet<>();
    ours.forEach(condition -> types.add(text(condition, "type")));
    for (JsonElement condition : array(written)) {
      if (condition.isJsonObject() && types.add(text(condition, "type"))) {
        ours.add(condition);
      }
    }
    return ours;
  }

  /** The first of some objects that agrees with another one in a field. */
  static JsonObject same(@Nullable JsonElement written, JsonObject one, String field) {
    for (JsonElement other : array(written)) {
      if (other instanceof JsonObject object && one.get(field).equals(object.get(field))) {
        return object;
      }
    }
    return new JsonObject();
  }

  static ImmutableList<JsonElement> array(@Nullable JsonElement written) {
    return written instanceof JsonArray items ? ImmutableList.copyOf(items) : ImmutableList.of();
  }

  static JsonObject object(@Nullable JsonElement written) {
    return written instanceof JsonObject object ? object : new JsonObject();
  }

  static String text(JsonElement object, String field) {
    return object instanceof JsonObject fields && fields.get(field) instanceof JsonPrimitive value
        ? value.getAsString()
        : "";
  }
}
