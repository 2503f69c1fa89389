package dev.signalbox.translator.manifest;

import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/** YAML nodes as JSON, in lines that aren't too long. */
final class JsonText {
  private static final int LONG = 80;

  private JsonText() {}

  static String of(Yaml value) {
    return switch (value) {
      case Mapping mapping -> {
        Map<String, String> fields = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> fields.put(key, of(entry.value())));
        yield object(fields);
      }
      case Sequence sequence ->
          "[" + String.join(", ", sequence.items().stream().map(JsonText::of).toList()) + "]";
      case Scalar scalar ->
          scalar.type() == Scalar.Type.STRING
              ? quoted(scalar.text())
              : scalar.isNull() ? "null" : scalar.text();
    };
  }

  /** Fields whose values are JSON already. */
  static String object(Map<String, String> fields) {
    StringBuilder text = new StringBuilder("{");
    fields.forEach(
        (key, value) ->
            text.append(text.length() == 1 ? "" : value.length() > LONG ? ",\n" : ", ")
                .append(quoted(key))
                .append(": ")
                .append(value));
    return text.append("}").toString();
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
