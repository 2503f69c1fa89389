package dev.signalbox.translator.manifest;

import dev.signalbox.translator.diagnostics.Place;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds a field's place by its path, when a finding is printed.
 *
 * @param root the object as it is written
 * @param places the same, with the fields that stand in it as text
 */
public record SourceMap(String file, Yaml root, Yaml places) {

  public SourceMap(String file, Yaml root) {
    this(file, root, root);
  }

  private static final Pattern STEP =
      Pattern.compile("\\.?(?:\\[(\\d+)]|\\[\"([^\"]*)\"]|([^.\\[]+))");

  /** Whether the field is there and neither a mapping nor a list. */
  public boolean isScalar(String path) {
    Step step = step(path);
    return step.complete && step.node instanceof Yaml.Scalar;
  }

  /** The place of the field, or of the innermost field around it that exists. */
  public Place locate(String path) {
    Step step = step(path);
    return new Place(file, step.line, step.column);
  }

  /** How far a path leads. */
  private record Step(Yaml node, int line, int column, boolean complete) {}

  private Step step(String path) {
    int line = places.line();
    int column = places.column();
    Yaml node = places;
    Matcher step = STEP.matcher(path);
    while (step.lookingAt()) {
      if (step.group(1) != null && node instanceof Sequence sequence) {
        int index = Integer.parseInt(step.group(1));
        if (index >= sequence.items().size()) {
          break;
        }
        node = sequence.items().get(index);
        line = node.line();
        column = node.column();
      } else if (step.group(1) == null && node instanceof Mapping mapping) {
        String key = step.group(2) == null ? step.group(3) : step.group(2);
        Entry entry = mapping.entries().get(key);
        if (entry == null) {
          break;
        }
        node = entry.value();
        line = entry.line();
        column = entry.column();
      } else {
        break;
      }
      step.region(step.end(), path.length());
    }
    return new Step(node, line, column, step.regionStart() == path.length());
  }
}
