package dev.signalbox.controlplane.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;

/** JSON with every field, null ones too. */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().setPrettyPrinting().create();

  private Json() {}

  public static String write(Object value) {
    return GSON.toJson(value);
  }

  public static JsonElement tree(Object value) {
    return GSON.toJsonTree(value);
  }
}
