package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.manifest.Suggestions;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;

/** Walks a value and its schema side by side. */
final class StructureCheck {
  private StructureCheck() {}

  static void check(Structure schema, Yaml value, FieldPath path, Problems problems) {
    if (value.isNull() && schema.nullable()) {
      return;
    }
    if (!hasType(schema.type(), value)) {
      String message = "must be " + schema.type().description() + ", is " + value.describe();
      problems.add(Code.WRONG_TYPE, path, message, typeFix(schema.type(), value));
      return;
    }
    int errors = problems.errors();
    schema.checks().forEach(check -> check.check(value, path, problems));
    children(schema, value, path, problems);
    // A rule takes for granted that what it is about is well-formed.
    if (!schema.rules().isEmpty() && problems.errors() == errors) {
      Object self = PlainValues.of(value);
      schema.rules().forEach(rule -> rule.check(self, path, problems));
    }
  }

  private static boolean hasType(Structure.Type type, Yaml value) {
    return switch (type) {
      case OBJECT -> value instanceof Mapping;
      case ARRAY -> value instanceof Sequence;
      case STRING -> Scalars.is(value, Scalar.Type.STRING);
      case INTEGER -> Scalars.isInteger(value);
      case NUMBER -> Scalars.number(value) != null;
      case BOOLEAN -> Scalars.is(value, Scalar.Type.BOOLEAN);
      case INT_OR_STRING -> Scalars.is(value, Scalar.Type.STRING) || Scalars.isInteger(value);
      case ANY -> true;
    };
  }

  private static String typeFix(Structure.Type type, Yaml value) {
    return switch (type) {
      case ARRAY -> "Put a dash before it.";
      case STRING -> value instanceof Scalar ? "Put it in quotes." : "Write a string.";
      default ->
          Scalars.is(value, Scalar.Type.STRING)
              ? "Write it without quotes, as " + type.description() + "."
              : "Write " + type.description() + ".";
    };
  }

  private static void children(Structure schema, Yaml value, FieldPath path, Problems problems) {
    switch (value) {
      case Mapping mapping ->
          mapping
              .entries()
              .forEach((key, entry) -> field(schema, key, entry.value(), path, problems));
      case Sequence sequence ->
          schema
              .items()
              .ifPresent(
                  items -> {
                    for (int i = 0; i < sequence.items().size(); i++) {
                      check(items, sequence.items().get(i), path.at(i), problems);
                    }
                  });
      case Scalar scalar -> {}
    }
  }

  private static void field(
      Structure schema, String key, Yaml value, FieldPath path, Problems problems) {
    Structure property = schema.properties().get(key);
    if (property != null) {
      if (!value.isNull()) {
        check(property, value, path.at(key), problems);
      }
    } else if (schema.values().isPresent()) {
      check(schema.values().get(), value, path.atKey(key), problems);
    } else if (!schema.open()) {
      String fix =
          Suggestions.field(key, schema.properties().keySet())
              .map(name -> "Did you mean " + name + "?")
              .orElse("Known here: " + String.join(", ", schema.properties().keySet()) + ".");
      problems.add(Code.UNKNOWN_FIELD, path.at(key), "unknown field " + key, fix);
    }
  }
}
