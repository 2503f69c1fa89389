package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.RecordSchema.Component;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a mapping into a record, field by field. What is wrong becomes a diagnostic and the field's
 * default, so that one bad field never hides another.
 */
final class RecordReader {
  private final List<Diagnostic> diagnostics;

  RecordReader(List<Diagnostic> diagnostics) {
    this.diagnostics = diagnostics;
  }

  <T extends Record> T read(Class<T> type, Mapping mapping, Origin origin) {
    RecordSchema schema = RecordSchema.of(type);
    Object[] values =
        schema.components().values().stream()
            .map(component -> component(component, mapping, origin))
            .toArray();
    checkOthers(schema, mapping, origin);
    checkOneOf(schema, mapping, origin);
    try {
      return type.cast(schema.constructor().newInstance(values));
    } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private @Nullable Object component(Component component, Mapping mapping, Origin origin) {
    Yaml.Entry entry = mapping.entries().get(component.field());
    if (entry == null || entry.value().isNull()) {
      if (component.required()) {
        report(
            Code.MISSING_FIELD,
            origin,
            "the field " + component.field() + " is required",
            "Add " + component.field() + ".");
      }
      return absent(component, origin);
    }
    Object value =
        value(component.type(), component.rawType(), entry.value(), origin.at(component.field()));
    if (component.notEmpty() && "".equals(value)) {
      report(
          Code.WRONG_SIZE,
          origin.at(component.field()),
          component.field() + " is empty",
          "Give it a value.");
    }
    return value == null ? absent(component, origin) : value;
  }

  private @Nullable Object absent(Component component, Origin origin) {
    Class<?> type = component.rawType();
    if (type == ImmutableList.class) {
      return ImmutableList.of();
    }
    if (type == ImmutableMap.class) {
      return ImmutableMap.of();
    }
    if (type == int.class) {
      return 0;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type.isRecord() && !component.nullable()) {
      return placeholder(type, origin);
    }
    return type == String.class && !component.nullable() ? "" : null;
  }

  private @Nullable Object value(Type type, Class<?> raw, Yaml node, Origin origin) {
    if (raw == ImmutableList.class) {
      return list(argument(type, 0), node, origin);
    }
    if (raw == ImmutableMap.class) {
      return map(argument(type, 1), node, origin);
    }
    if (raw.isRecord() && raw != IntOrString.class) {
      if (node instanceof Mapping mapping) {
        return read(raw.asSubclass(Record.class), mapping, origin);
      }
      return mismatch("a mapping", node, origin, "");
    }
    return scalar(raw, node, origin);
  }

  private @Nullable Object scalar(Class<?> type, Yaml node, Origin origin) {
    try {
      return Scalars.read(type, node);
    } catch (Scalars.MismatchException e) {
      return mismatch(e.expected(), node, origin, e.fix());
    }
  }

  private @Nullable Object list(Type element, Yaml node, Origin origin) {
    if (!(node instanceof Sequence sequence)) {
      return mismatch("a list", node, origin, "Put a dash before it.");
    }
    ImmutableList.Builder<Object> items = ImmutableList.builder();
    for (int i = 0; i < sequence.items().size(); i++) {
      Object item = value(element, rawClass(element), sequence.items().get(i), origin.at(i));
      // An item that can't be read keeps its place, so that indexes are those of the document.
      items.add(item == null ? placeholder(rawClass(element), origin.at(i)) : item);
    }
    return items.build();
  }

  private static Object placeholder(Class<?> type, Origin origin) {
    if (type.isRecord()) {
      return new RecordReader(new ArrayList<>())
          .read(type.asSubclass(Record.class), new Mapping(0, 0, ImmutableMap.of()), origin);
    }
    return type == Integer.class ? 0 : "";
  }

  private @Nullable Object map(Type element, Yaml node, Origin origin) {
    if (!(node instanceof Mapping mapping)) {
      return mismatch("a mapping", node, origin, "");
    }
    ImmutableMap.Builder<String, Object> entries = ImmutableMap.builder();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              Object value = value(element, rawClass(element), entry.value(), origin.atKey(key));
              if (value != null) {
                entries.put(key, value);
              }
            });
    return entries.buildOrThrow();
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static Class<?> rawClass(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private void checkOthers(RecordSchema schema, Mapping mapping, Origin origin) {
    for (String field : mapping.entries().keySet()) {
      if (schema.knows(field)) {
        continue;
      }
      String reason = schema.notSupportedYet().get(field);
      if (reason != null) {
        report(
            Code.NOT_SUPPORTED_YET,
            origin.at(field),
            field + " is not supported yet" + (reason.isEmpty() ? "" : ": " + reason),
            "Remove it, or wait for the release that supports it.");
      } else if (schema.notApplied().contains(field)) {
        report(
            Code.NOT_APPLIED,
            origin.at(field),
            field + " has no effect yet",
            "Nothing to do; the other settings hold.");
      } else if (!schema.open()) {
        reportUnknown(schema, field, origin);
      }
    }
  }

  private void reportUnknown(RecordSchema schema, String field, Origin origin) {
    String fix =
        Suggestions.field(field, schema.names())
            .map(name -> "Did you mean " + name + "?")
            .orElse("Known here: " + String.join(", ", schema.names()) + ".");
    report(
        schema.condition() ? Code.UNKNOWN_FIELD_IN_MATCH : Code.UNKNOWN_FIELD,
        origin.atKeyOrField(field),
        "unknown field " + field,
        fix);
  }

  private void checkOneOf(RecordSchema schema, Mapping mapping, Origin origin) {
    List<String> set = schema.oneOf().stream().filter(field -> isSet(mapping, field)).toList();
    if (set.size() > 1) {
      report(
          Code.CONFLICTING_FIELDS,
          origin,
          String.join(" and ", set) + " exclude each other",
          "Keep one of them.");
    }
  }

  private static boolean isSet(Mapping mapping, String field) {
    Yaml.Entry entry = mapping.entries().get(field);
    return entry != null && !entry.value().isNull();
  }

  private @Nullable Object mismatch(String expected, Yaml node, Origin origin, String fix) {
    report(Code.WRONG_TYPE, origin, "must be " + expected + ", is " + node.describe(), fix);
    return null;
  }

  private void report(Code code, Origin origin, String message, String fix) {
    diagnostics.add(Diagnostic.of(code, origin, message, fix));
  }
}
