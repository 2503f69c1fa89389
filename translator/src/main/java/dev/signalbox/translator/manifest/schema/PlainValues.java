package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** YAML as the values that rules are about; nulls are left out, as an API server does. */
final class PlainValues {
  private static final Scalar ABSENT = new Scalar(0, 0, Scalar.Type.NULL, "");

  private PlainValues() {}

  static Object of(Yaml node) {
    return switch (node) {
      case Mapping mapping -> map(mapping);
      case Sequence sequence -> sequence.items().stream().map(PlainValues::of).toList();
      case Scalar scalar -> scalar(scalar);
    };
  }

  static Yaml child(Yaml node, String field) {
    if (node instanceof Mapping mapping) {
      Yaml.Entry entry = mapping.entries().get(field);
      return entry == null ? ABSENT : entry.value();
    }
    return ABSENT;
  }

  private static Map<String, Object> map(Mapping mapping) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!entry.value().isNull()) {
                values.put(key, of(entry.value()));
              }
            });
    return values;
  }

  private static Object scalar(Scalar scalar) {
    return switch (scalar.type()) {
      case STRING -> scalar.text();
      case NULL -> "";
      case BOOLEAN -> Boolean.parseBoolean(scalar.text());
      case NUMBER -> {
        BigDecimal number = Scalars.number(scalar);
        if (number == null) {
          yield scalar.text();
        }
        yield Scalars.isInteger(scalar) ? (Object) number.longValue() : number.doubleValue();
      }
    };
  }
}
