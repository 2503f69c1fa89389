package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Compiles a schema of a CustomResourceDefinition. */
final class StructureReader {
  private StructureReader() {}

  static Structure read(Yaml schema) {
    ImmutableMap.Builder<String, Structure> read = ImmutableMap.builder();
    if (PlainValues.child(schema, "properties") instanceof Mapping mapping) {
      mapping.entries().forEach((name, entry) -> read.put(name, read(entry.value())));
    }
    ImmutableMap<String, Structure> properties = read.buildOrThrow();
    Optional<Structure> values = child(schema, "additionalProperties").map(StructureReader::read);
    Optional<Structure> items = child(schema, "items").map(StructureReader::read);
    Optional<Yaml> defaultValue = child(schema, "default");
    return new Structure(
        type(schema),
        isTrue(schema, "nullable"),
        isTrue(schema, "x-kubernetes-preserve-unknown-fields") || isUntyped(schema),
        properties,
        values,
        items,
        CheckReader.read(schema),
        rules(schema),
        defaultValue,
        Stream.of(properties.values().stream(), values.stream(), items.stream())
            .flatMap(all -> all)
            .anyMatch(inner -> inner.partial() || inner.defaultValue().isPresent()));
  }

  private static Structure.Type type(Yaml schema) {
    if (isTrue(schema, "x-kubernetes-int-or-string")) {
      return Structure.Type.INT_OR_STRING;
    }
    return isUntyped(schema)
        ? Structure.Type.ANY
        : Structure.Type.valueOf(text(schema, "type").toUpperCase(Locale.ROOT));
  }

  /** Such as what stands below oneOf: it only adds to a schema that has a type. */
  private static boolean isUntyped(Yaml schema) {
    return text(schema, "type").isEmpty();
  }

  private static ImmutableList<SchemaRule> rules(Yaml schema) {
    return list(schema, "x-kubernetes-validations").stream()
        .filter(rule -> !text(rule, "rule").contains("oldSelf"))
        .map(rule -> SchemaRule.of(text(rule, "rule"), text(rule, "message")))
        .collect(ImmutableList.toImmutableList());
  }

  static Optional<Yaml> child(Yaml schema, String key) {
    return Optional.of(PlainValues.child(schema, key)).filter(value -> !value.isNull());
  }

  static String text(Yaml schema, String key) {
    return Scalars.text(PlainValues.child(schema, key));
  }

  static boolean isTrue(Yaml schema, String key) {
    return text(schema, key).equals("true");
  }

  static List<Yaml> list(Yaml schema, String key) {
    return PlainValues.child(schema, key) instanceof Sequence sequence
        ? sequence.items()
        : ImmutableList.of();
  }
}
