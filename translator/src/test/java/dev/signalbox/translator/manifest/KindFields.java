package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every field that a kind's schema has, and what its record says of it. A field that isn't read
 * stands for all inside it.
 */
final class KindFields {
  static final String ITEMS = "[]";
  static final String VALUES = "{}";

  /** What is refused by the type beside it, which a record can't say. */
  private static final ImmutableMap<String, String> REFUSED =
      ImmutableMap.of(
          "spec.rules[].filters[].extensionRef", "there are no filters of our own",
          "spec.rules[].backendRefs[].filters[].extensionRef", "there are no filters of our own");

  private final List<Field> fields = new ArrayList<>();

  private KindFields() {}

  /** What becomes of a field. */
  enum Status {
    READ,
    NOT_SUPPORTED_YET,
    IGNORED,
    UNKNOWN
  }

  /**
   * One field.
   *
   * @param steps names, with [] for a list's items and {} for a mapping's values between them
   */
  record Field(ImmutableList<String> steps, Status status, String reason) {
    String path() {
      return String.join(".", steps).replace("." + ITEMS, ITEMS).replace("." + VALUES, VALUES);
    }
  }

  static ImmutableList<Field> of(Yaml schema, Class<? extends Record> record) {
    KindFields fields = new KindFields();
    Yaml spec = Objects.requireNonNull(properties(schema).get("spec"));
    RecordSchema.Component component = RecordSchema.of(record).components().get("spec");
    fields.below(spec, component == null ? null : component.type(), ImmutableList.of("spec"));
    return ImmutableList.copyOf(fields.fields);
  }

  private void below(Yaml schema, @Nullable Type type, ImmutableList<String> steps) {
    Map<String, Yaml> properties = properties(schema);
    Yaml items = child(schema, "items");
    Yaml values = child(schema, "additionalProperties");
    if (!properties.isEmpty()) {
      RecordSchema record = RecordSchema.of(raw(type).asSubclass(Record.class));
      properties.forEach((name, property) -> property(record, name, property, with(steps, name)));
    } else if (items != null && !isLeaf(items)) {
      below(items, argument(type, 0), with(steps, ITEMS));
    } else if (values != null && !isLeaf(values)) {
      below(values, argument(type, 1), with(steps, VALUES));
    } else {
      fields.add(new Field(steps, Status.READ, ""));
    }
  }

  private void property(
      RecordSchema record, String name, Yaml property, ImmutableList<String> steps) {
    RecordSchema.Component component = record.components().get(name);
    String refused =
        REFUSED.getOrDefault(
            new Field(steps, Status.READ, "").path(), record.notSupportedYet().get(name));
    String ignored = record.ignored().get(name);
    if (refused != null) {
      fields.add(new Field(steps, Status.NOT_SUPPORTED_YET, refused));
    } else if (component != null) {
      below(property, component.type(), steps);
    } else if (ignored != null) {
      fields.add(new Field(steps, Status.IGNORED, ignored));
    } else {
      fields.add(new Field(steps, Status.UNKNOWN, ""));
    }
  }

  private static boolean isLeaf(Yaml schema) {
    return properties(schema).isEmpty()
        && child(schema, "items") == null
        && child(schema, "additionalProperties") == null;
  }

  private static ImmutableList<String> with(ImmutableList<String> steps, String step) {
    return ImmutableList.<String>builder().addAll(steps).add(step).build();
  }

  private static Type argument(@Nullable Type type, int index) {
    return ((ParameterizedType) Objects.requireNonNull(type)).getActualTypeArguments()[index];
  }

  private static Class<?> raw(@Nullable Type type) {
    return (Class<?>) Objects.requireNonNull(type);
  }

  private static ImmutableMap<String, Yaml> properties(Yaml schema) {
    ImmutableMap.Builder<String, Yaml> properties = ImmutableMap.builder();
    if (child(schema, "properties") instanceof Mapping mapping) {
      mapping.entries().forEach((name, entry) -> properties.put(name, entry.value()));
    }
    return properties.buildOrThrow();
  }

  private static @Nullable Yaml child(Yaml node, String key) {
    if (node instanceof Mapping mapping) {
      Yaml.Entry entry = mapping.entries().get(key);
      return entry == null ? null : entry.value();
    }
    return null;
  }

  /** A manifest without a field, wherever it stands; the same one if it stands nowhere. */
  static Yaml without(Yaml node, ImmutableList<String> steps) {
    String step = steps.get(0);
    ImmutableList<String> rest = steps.subList(1, steps.size());
    return switch (node) {
      case Mapping mapping -> {
        ImmutableMap.Builder<String, Yaml.Entry> entries = ImmutableMap.builder();
        mapping
            .entries()
            .forEach(
                (key, entry) -> {
                  boolean hit = key.equals(step) || step.equals(VALUES);
                  if (!hit) {
                    entries.put(key, entry);
                  } else if (!rest.isEmpty()) {
                    Yaml value = without(entry.value(), rest);
                    entries.put(key, new Yaml.Entry(entry.line(), entry.column(), value));
                  }
                });
        yield new Mapping(mapping.line(), mapping.column(), entries.buildOrThrow());
      }
      case Sequence sequence when step.equals(ITEMS) ->
          new Sequence(
              sequence.line(),
              sequence.column(),
              sequence.items().stream()
                  .map(item -> without(item, rest))
                  .collect(ImmutableList.toImmutableList()));
      case Sequence sequence -> sequence;
      case Scalar scalar -> scalar;
    };
  }
}
