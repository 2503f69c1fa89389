package dev.signalbox.translator.manifest.schema;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.Optional;

/** What an API server drops: fields that the version of a kind doesn't have. */
final class Pruning {
  private Pruning() {}

  static Yaml prune(Structure schema, Yaml value) {
    return switch (value) {
      case Mapping mapping -> {
        ImmutableMap.Builder<String, Entry> entries = ImmutableMap.builder();
        mapping
            .entries()
            .forEach((key, entry) -> field(schema, key, entry).ifPresent(e -> entries.put(key, e)));
        yield new Mapping(mapping.line(), mapping.column(), entries.buildOrThrow());
      }
      case Sequence sequence ->
          new Sequence(
              sequence.line(),
              sequence.column(),
              sequence.items().stream()
                  .map(item -> schema.items().map(items -> prune(items, item)).orElse(item))
                  .collect(ImmutableList.toImmutableList()));
      case Scalar scalar -> scalar;
    };
  }

  private static Optional<Entry> field(Structure schema, String key, Entry entry) {
    Optional<Structure> inner =
        Optional.ofNullable(schema.properties().get(key)).or(schema::values);
    return inner.isEmpty() && !schema.open()
        ? Optional.empty()
        : Optional.of(
            new Entry(
                entry.line(),
                entry.column(),
                inner.map(known -> prune(known, entry.value())).orElse(entry.value())));
  }
}
