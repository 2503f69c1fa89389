package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds a tree from one document's events. Works on a stack of its own and counts what aliases
 * would expand to, so neither depth nor an alias bomb can hurt.
 */
final class YamlReader {
  static final int MAX_DEPTH = 100;
  static final int MAX_NODES = 200_000;
  static final int MAX_SCALAR = 2 * 1024 * 1024;
  private static final int MAX_CODE_POINTS = 16 * 1024 * 1024;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setUseMarks(true)
          .setParseComments(false)
          .setCodePointLimit(MAX_CODE_POINTS)
          .build();
  private final int firstLine;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Sized> anchors = new HashMap<>();
  private int nodes;
  private @Nullable Yaml root;

  private YamlReader(int firstLine) {
    this.firstLine = firstLine;
  }

  /** A node with the number of nodes that it stands for once aliases are expanded. */
  private record Sized(Yaml node, int size) {}

  /** Reads one document; empty if there is nothing in it. */
  static Optional<Yaml> read(String text, int firstLine) throws UnreadableException {
    YamlReader reader = new YamlReader(firstLine);
    try {
      for (Event event : new Parse(SETTINGS).parseString(text)) {
        reader.accept(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw reader.unreadable(e);
    } catch (ReaderException e) {
      throw reader.unreadable(e, text);
    } catch (YamlEngineException e) {
      throw new UnreadableException(
          firstLine, 1, String.valueOf(e.getMessage()), "Make it valid YAML.");
    }
    return Optional.ofNullable(reader.root).filter(node -> !node.isNull());
  }

  /** A character that YAML doesn't allow; the exception counts code points. */
  private UnreadableException unreadable(ReaderException e, String text) {
    String before = text.substring(0, codePoints(text, e.getPosition()));
    int line = firstLine + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    String message = "the character U+%04X is not allowed".formatted(e.getCodePoint());
    return new UnreadableException(line, column, message, "Remove it.");
  }

  private static int codePoints(String text, int count) {
    return text.offsetByCodePoints(0, Math.min(count, text.codePointCount(0, text.length())));
  }

  private UnreadableException unreadable(MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
    int line = mark == null ? firstLine : mark.getLine() + firstLine;
    int column = mark == null ? 1 : mark.getColumn() + 1;
    String problem = String.valueOf(e.getProblem());
    String fix =
        problem.contains("TAB")
            ? "Indent with spaces: YAML allows no tabs."
            : "Make it valid YAML; look at this line and the one above it.";
    return new UnreadableException(line, column, "not valid YAML: " + problem, fix);
  }

  private void accept(Event event) throws UnreadableException {
    if (event instanceof NodeEvent node) {
      check(node);
    }
    switch (event.getEventId()) {
      case Scalar -> add(scalar((ScalarEvent) event), 1, ((ScalarEvent) event));
      case Alias -> addAlias((AliasEvent) event);
      case MappingStart, SequenceStart -> open.push(new Open((NodeEvent) event, nodes));
      case MappingEnd, SequenceEnd -> {
        Open closed = open.pop();
        add(closed.build(this), nodes - closed.nodesBefore, closed.start);
      }
      default -> {}
    }
  }

  private void check(NodeEvent event) throws UnreadableException {
    nodes++;
    if (nodes > MAX_NODES) {
      throw limit(event, "more than " + MAX_NODES + " values in one document");
    }
    if (open.size() >= MAX_DEPTH) {
      throw limit(event, "nested more than " + MAX_DEPTH + " levels deep");
    }
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case MappingStartEvent mapping -> mapping.getTag();
          case SequenceStartEvent sequence -> sequence.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent() && !ScalarTypes.KNOWN_TAGS.contains(tag.get())) {
      throw new UnreadableException(
          line(event), column(event), "the tag " + tag.get() + " is not allowed", "Remove it.");
    }
  }

  private UnreadableException limit(NodeEvent event, String what) {
    return new UnreadableException(line(event), column(event), what, "Split or shorten it.");
  }

  private void addAlias(AliasEvent event) throws UnreadableException {
    Sized target = anchors.get(event.getAlias().getValue());
    if (target == null) {
      throw new UnreadableException(
          line(event),
          column(event),
          "the alias *" + event.getAlias() + " has no anchor before it",
          "Define the anchor first, or write the value out.");
    }
    nodes += target.size;
    if (nodes > MAX_NODES) {
      throw limit(event, "aliases that expand to more than " + MAX_NODES + " values");
    }
    add(target.node, target.size, null);
  }

  private void add(Yaml node, int size, @Nullable NodeEvent anchored) throws UnreadableException {
    if (anchored != null) {
      anchored.getAnchor().ifPresent(a -> anchors.put(a.getValue(), new Sized(node, size)));
    }
    if (open.isEmpty()) {
      root = node;
    } else {
      open.peek().add(node);
    }
  }

  private Scalar scalar(ScalarEvent event) throws UnreadableException {
    String text = event.getValue();
    if (text.length() > MAX_SCALAR) {
      throw limit(event, "a value longer than " + MAX_SCALAR + " characters");
    }
    return new Scalar(line(event), column(event), ScalarTypes.of(event), text);
  }

  private int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + firstLine).orElse(firstLine);
  }

  private static int column(Event event) {
    return event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
  }

  /** A collection that is still being read. */
  private static final class Open {
    private final NodeEvent start;
    private final int nodesBefore;
    private final ImmutableList.Builder<Yaml> items = ImmutableList.builder();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Scalar key;

    Open(NodeEvent start, int nodesNow) {
      this.start = start;
      this.nodesBefore = nodesNow - 1;
    }

    void add(Yaml node) throws UnreadableException {
      if (start instanceof SequenceStartEvent) {
        items.add(node);
      } else if (key == null) {
        key = asKey(node);
      } else {
        addEntry(key, node);
        key = null;
      }
    }

    private static Scalar asKey(Yaml node) throws UnreadableException {
      if (node instanceof Scalar scalar) {
        return scalar;
      }
      throw new UnreadableException(
          node.line(), node.column(), "a key must be a plain word", "Quote it or write it out.");
    }

    private void addEntry(Scalar key, Yaml value) throws UnreadableException {
      Entry earlier = entries.putIfAbsent(key.text(), new Entry(key.line(), key.column(), value));
      if (earlier != null) {
        throw new UnreadableException(
            key.line(),
            key.column(),
            "the key " + key.text() + " stands twice, first in line " + earlier.line(),
            "Remove one of them.");
      }
    }

    Yaml build(YamlReader reader) {
      int line = reader.line(start);
      int column = column(start);
      return start instanceof SequenceStartEvent
          ? new Sequence(line, column, items.build())
          : new Mapping(line, column, ImmutableMap.copyOf(entries));
    }
  }
}
