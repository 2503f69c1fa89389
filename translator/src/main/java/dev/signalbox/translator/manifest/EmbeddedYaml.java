package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.List;
import java.util.Optional;

/** YAML that stands as text in YAML, with the places that it has in the file. */
final class EmbeddedYaml {
  private final Scalar outer;

  /** How far the text is indented; less than 0 where its lines are not those of the file. */
  private final int indent;

  private EmbeddedYaml(Scalar outer, int indent) {
    this.outer = outer;
    this.indent = indent;
  }

  /** The text's root; an empty mapping if there is nothing in it. */
  static Yaml read(Scalar outer, DocumentText document) throws UnreadableException {
    EmbeddedYaml embedded = new EmbeddedYaml(outer, indent(outer, document));
    try {
      Optional<Yaml> root = YamlReader.read(outer.text(), outer.line() + 1);
      return root.map(embedded::moved)
          .orElse(new Mapping(outer.line(), outer.column(), ImmutableMap.of()));
    } catch (UnreadableException e) {
      throw new UnreadableException(
          embedded.line(e.line()),
          embedded.column(e.column()),
          "the text in it: " + e.getMessage(),
          e.fix());
    }
  }

  /** Of a block that keeps its lines, as after |. */
  private static int indent(Scalar outer, DocumentText document) {
    List<String> lines = document.text().lines().toList();
    int first = outer.line() - document.firstLine();
    String line = first >= 0 && first < lines.size() ? lines.get(first) : "";
    if (!line.startsWith("|", Math.min(outer.column() - 1, line.length()))) {
      return -1;
    }
    return lines.stream()
        .skip(first + 1L)
        .filter(text -> !text.isBlank())
        .findFirst()
        .map(text -> text.length() - text.stripLeading().length())
        .orElse(-1);
  }

  private int line(int line) {
    return indent < 0 ? outer.line() : line;
  }

  private int column(int column) {
    return indent < 0 ? outer.column() : column + indent;
  }

  private Yaml moved(Yaml node) {
    int line = line(node.line());
    int column = column(node.column());
    return switch (node) {
      case Mapping mapping -> {
        ImmutableMap.Builder<String, Entry> entries = ImmutableMap.builder();
        mapping.entries().forEach((key, entry) -> entries.put(key, moved(entry)));
        yield new Mapping(line, column, entries.buildOrThrow());
      }
      case Sequence sequence ->
          new Sequence(
              line,
              column,
              sequence.items().stream().map(this::moved).collect(ImmutableList.toImmutableList()));
      case Scalar scalar -> new Scalar(line, column, scalar.type(), scalar.text());
    };
  }

  private Entry moved(Entry entry) {
    return new Entry(line(entry.line()), column(entry.column()), moved(entry.value()));
  }
}
