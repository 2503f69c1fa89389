package dev.signalbox.it.generated;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.Optional;
import java.util.TreeSet;

/** A node of a pinned schema, as far as a generator needs it. */
record SchemaNode(Mapping schema) {

  static SchemaNode of(Yaml schema) {
    return new SchemaNode((Mapping) schema);
  }

  String type() {
    return text("type");
  }

  ImmutableMap<String, SchemaNode> properties() {
    ImmutableMap.Builder<String, SchemaNode> properties = ImmutableMap.builder();
    if (child("properties").orElse(null) instanceof Mapping mapping) {
      mapping
          .entries()
          .forEach((name, entry) -> properties.put(name, SchemaNode.of(entry.value())));
    }
    return properties.buildOrThrow();
  }

  /** The schema of a list's items. */
  Optional<SchemaNode> items() {
    return child("items").map(SchemaNode::of);
  }

  /** The schema of a mapping's values, where the keys are the user's. */
  Optional<SchemaNode> values() {
    return child("additionalProperties").filter(Mapping.class::isInstance).map(SchemaNode::of);
  }

  ImmutableList<String> required() {
    return texts("required");
  }

  ImmutableList<String> choices() {
    return texts("enum");
  }

  /** Fields of which one may be there at most: how protobuf's oneof is written in a schema. */
  ImmutableList<ImmutableList<String>> exclusive() {
    ImmutableList.Builder<ImmutableList<String>> groups = ImmutableList.builder();
    child("oneOf").ifPresent(oneOf -> groups.add(requiredWithin(oneOf)));
    if (child("allOf").orElse(null) instanceof Sequence all) {
      for (Yaml one : all.items()) {
        SchemaNode.of(one).child("oneOf").ifPresent(oneOf -> groups.add(requiredWithin(oneOf)));
      }
    }
    return groups.build();
  }

  /** The paths of all fields below, itself included. */
  ImmutableSortedSet<String> paths(String path) {
    TreeSet<String> paths = new TreeSet<>();
    paths.add(path);
    properties().forEach((name, node) -> paths.addAll(node.paths(path + "." + name)));
    items().ifPresent(node -> paths.addAll(node.paths(path + "[]")));
    values().ifPresent(node -> paths.addAll(node.paths(path + "{}")));
    return ImmutableSortedSet.copyOf(paths);
  }

  private static ImmutableList<String> requiredWithin(Yaml node) {
    TreeSet<String> fields = new TreeSet<>();
    collectRequired(node, fields);
    return ImmutableList.copyOf(fields);
  }

  private static void collectRequired(Yaml node, TreeSet<String> fields) {
    switch (node) {
      case Sequence sequence -> sequence.items().forEach(item -> collectRequired(item, fields));
      case Mapping mapping -> {
        fields.addAll(new SchemaNode(mapping).required());
        mapping.entries().values().forEach(entry -> collectRequired(entry.value(), fields));
      }
      case Scalar scalar -> {}
    }
  }

  private String text(String key) {
    return child(key).map(value -> value instanceof Scalar scalar ? scalar.text() : "").orElse("");
  }

  private ImmutableList<String> texts(String key) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    if (child(key).orElse(null) instanceof Sequence sequence) {
      sequence.items().stream()
          .filter(Scalar.class::isInstance)
          .map(item -> ((Scalar) item).text())
          .forEach(texts::add);
    }
    return texts.build();
  }

  private Optional<Yaml> child(String key) {
    return Optional.ofNullable(schema.entries().get(key)).map(Yaml.Entry::value);
  }
}
