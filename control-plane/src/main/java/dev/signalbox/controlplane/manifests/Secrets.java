package dev.signalbox.controlplane.manifests;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.signalbox.translator.manifest.ObjectKey;
import java.util.List;

/** Whoever may list objects may not have their keys. */
final class Secrets {
  private static final String SECRET = "Secret";

  /** No base64, so that it can't be applied as a value. */
  private static final String HIDDEN = "(hidden)";

  private Secrets() {}

  /** The object, if it is a Secret without its values. */
  static JsonElement hidden(ObjectKey key, JsonElement object) {
    if (!key.id().kind().equals(SECRET) || !(object instanceof JsonObject secret)) {
      return object;
    }
    for (String field : List.of("data", "stringData")) {
      if (secret.get(field) instanceof JsonObject values) {
        values.keySet().forEach(name -> values.addProperty(name, HIDDEN));
      } else {
        secret.remove(field);
      }
    }
    return secret;
  }
}
