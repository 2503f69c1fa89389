package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an API server fills in where a field is absent. It stands where the mapping around it is.
 */
final class Defaults {
  private Defaults() {}

  /** The same value if there is nothing to fill in. */
  static Yaml fill(Structure schema, Yaml value) {
    if (!schema.partial()) {
      return value;
    }
    return switch (value) {
      case Mapping mapping -> mapping(schema, mapping);
      case Sequence sequence ->
          schema.items().isEmpty()
              ? value
              : new Sequence(
                  sequence.line(),
                  sequence.column(),
                  sequence.items().stream()
                      .map(item -> fill(schema.items().get(), item))
                      .collect(ImmutableList.toImmutableList()));
      case Scalar scalar -> scalar;
    };
  }

  private static Mapping mapping(Structure schema, Mapping mapping) {
    Map<String, Entry> entries = new LinkedHashMap<>(mapping.entries());
    schema
        .properties()
        .forEach(
            (name, property) -> {
              Entry entry = entries.get(name);
              boolean absent = entry == null || (entry.value().isNull() && !property.nullable());
              if (absent && property.defaultValue().isPresent()) {
                entries.put(name, entry(property, mapping));
              } else if (entry != null) {
                entries.put(name, filled(property, entry));
              }
            });
    schema.values().ifPresent(v -> entries.replaceAll((key, entry) -> filled(v, entry)));
    return new Mapping(mapping.line(), mapping.column(), ImmutableMap.copyOf(entries));
  }

  private static Entry filled(Structure schema, Entry entry) {
    return new Entry(entry.line(), entry.column(), fill(schema, entry.value()));
  }

  private static Entry entry(Structure property, Mapping around) {
    Yaml value = moved(property.defaultValue().orElseThrow(), around);
    return new Entry(around.line(), around.column(), fill(property, value));
  }

  private static Yaml moved(Yaml value, Mapping to) {
    return switch (value) {
      case Scalar scalar ->
          new Scalar(to.line(), to.column(), scalar.type(), scalar.text(), scalar.written());
      case Sequence sequence ->
          new Sequence(
              to.line(),
              to.column(),
              sequence.items().stream()
                  .map(item -> moved(item, to))
                  .collect(ImmutableList.toImmutableList()));
      case Mapping mapping -> {
        ImmutableMap.Builder<String, Entry> entries = ImmutableMap.builder();
        mapping
            .entries()
            .forEach(
                (key, entry) ->
                    entries.put(key, new Entry(to.line(), to.column(), moved(entry.value(), to))));
        yield new Mapping(to.line(), to.column(), entries.buildOrThrow());
      }
    };
  }
}
