package dev.signalbox.controlplane.cli;

import com.google.common.base.Splitter;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;

/** Node metadata from K=V arguments. */
final class Metadata {
  /** Label keys hold dots themselves, and label values are texts: what follows is one key. */
  private static final String LABELS = "LABELS.";

  private Metadata() {}

  static Struct parse(List<String> arguments) {
    Struct.Builder metadata = Struct.newBuilder();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals <= 0) {
        throw Failure.usage("--metadata " + argument + ": not KEY=VALUE");
      }
      String key = argument.substring(0, equals);
      String value = argument.substring(equals + 1);
      if (key.startsWith(LABELS)) {
        put(metadata, Splitter.on('.').limit(2).splitToList(key), text(value));
      } else {
        put(metadata, Splitter.on('.').splitToList(key), value(value));
      }
    }
    return metadata.build();
  }

  private static void put(Struct.Builder struct, List<String> path, Value value) {
    String key = path.getFirst();
    if (path.size() == 1) {
      struct.putFields(key, value);
      return;
    }
    Value known = struct.getFieldsOrDefault(key, Value.getDefaultInstance());
    Struct.Builder child = known.getStructValue().toBuilder();
    put(child, path.subList(1, path.size()), value);
    struct.putFields(key, Value.newBuilder().setStructValue(child).build());
  }

  /** JSON, all of it, or else the text itself. */
  private static Value value(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    // protobuf's own reader stops after the first value and takes words for texts.
    reader.setStrictness(Strictness.STRICT);
    try {
      String json = JsonParser.parseReader(reader).toString();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        return text(text);
      }
      Value.Builder value = Value.newBuilder();
      JsonFormat.parser().merge(json, value);
      return value.build();
    } catch (JsonParseException | IOException e) {
      return text(text);
    }
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
