package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping or a sequence that is still being read. */
final class OpenCollection {
  static final String MERGE = "<<";

  private final boolean mapping;
  private final int line;
  private final int column;
  private final ImmutableList.Builder<Yaml> items = ImmutableList.builder();
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Entry> merged = new LinkedHashMap<>();
  private @Nullable Scalar key;
  private @Nullable Scalar mergeKey;
  private boolean keyIsMerge;

  OpenCollection(boolean mapping, int line, int column) {
    this.mapping = mapping;
    this.line = line;
    this.column = column;
  }

  /**
   * @param plain whether it is a word without quotes or a tag
   */
  void add(Yaml node, boolean plain) throws UnreadableException {
    if (!mapping) {
      items.add(node);
    } else if (key == null) {
      key = asKey(node);
      keyIsMerge = plain && key.text().equals(MERGE);
    } else if (keyIsMerge) {
      merge(key, node);
      key = null;
    } else {
      addEntry(key, node);
      key = null;
    }
  }

  Yaml build() {
    if (!mapping) {
      return new Sequence(line, column, items.build());
    }
    merged.forEach(entries::putIfAbsent);
    return new Mapping(line, column, ImmutableMap.copyOf(entries));
  }

  private static Scalar asKey(Yaml node) throws UnreadableException {
    if (node instanceof Scalar scalar && !scalar.isNull()) {
      return scalar;
    }
    throw new UnreadableException(
        node.line(),
        node.column(),
        "a key must be a word, is " + node.describe(),
        "Write a word before the colon, or put the key in quotes.");
  }

  private void addEntry(Scalar key, Yaml value) throws UnreadableException {
    Entry earlier = entries.putIfAbsent(key.text(), new Entry(key.line(), key.column(), value));
    if (earlier != null) {
      throw twice(key, earlier.line());
    }
  }

  private static UnreadableException twice(Scalar key, int firstLine) {
    return new UnreadableException(
        key.line(),
        key.column(),
        "the key " + key.written() + " stands twice, first in line " + firstLine,
        "Remove one of them.");
  }

  /**
   * Of what is merged, the first counts. kubectl lets merged values take the place of those that
   * stand before them, where YAML says the opposite: so that is refused.
   */
  private void merge(Scalar key, Yaml value) throws UnreadableException {
    if (mergeKey != null) {
      throw twice(key, mergeKey.line());
    }
    mergeKey = key;
    for (Yaml source : sources(value)) {
      if (!(source instanceof Mapping other)) {
        throw new UnreadableException(
            source.line(),
            source.column(),
            "<< needs a mapping or a list of mappings, has " + source.describe(),
            "Put an alias such as *name there, or put << in quotes.");
      }
      other.entries().forEach(merged::putIfAbsent);
    }
    for (String name : merged.keySet()) {
      if (entries.containsKey(name)) {
        throw new UnreadableException(
            key.line(),
            key.column(),
            "<< stands after the key " + name + ", which it would merge, too",
            "Put << first: then what stands after it counts.");
      }
    }
  }

  private static Iterable<Yaml> sources(Yaml value) {
    return value instanceof Sequence sequence ? sequence.items() : Lists.newArrayList(value);
  }
}
