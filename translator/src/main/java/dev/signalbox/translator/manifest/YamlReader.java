package dev.signalbox.translator.manifest;

import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
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
  private static final int LEAST_BUFFER = 16;
  private static final Pattern LONE_CR = Pattern.compile("\r(?!\n)");

  private final int firstLine;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Sized> anchors = new HashMap<>();
  private int nodes;
  private @Nullable Yaml root;

  private YamlReader(int firstLine) {
    this.firstLine = firstLine;
  }

  /** A node with what it stands for once aliases are expanded. */
  private record Sized(Yaml node, int nodes, int depth) {}

  /** Reads one document; empty if there is nothing in it. */
  static Optional<Yaml> read(String text, int firstLine) throws UnreadableException {
    DocumentFrame.check(text, firstLine);
    YamlReader reader = new YamlReader(firstLine);
    YamlErrors errors = new YamlErrors(firstLine);
    try {
      for (Event event : new Parse(settings(text)).parseString(withLineFeeds(text))) {
        reader.accept(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw reader.neverClosed(e).orElseGet(() -> errors.of(e));
    } catch (ReaderException e) {
      throw errors.of(e, text);
    } catch (YamlEngineException e) {
      throw new UnreadableException(
          firstLine, 1, String.valueOf(e.getMessage()), "Make it valid YAML.");
    }
    return Optional.ofNullable(reader.root).filter(node -> !node.isNull());
  }

  /** YAML takes a CR alone for a line break, too, and the parser nearly everywhere. */
  private static String withLineFeeds(String text) {
    return text.indexOf('\r') < 0 ? text : LONE_CR.matcher(text).replaceAll("\n");
  }

  /** The list or mapping in brackets that goes on to the end of the text. */
  private Optional<UnreadableException> neverClosed(MarkedYamlEngineException e) {
    Open innermost = open.peek();
    if (innermost == null
        || !innermost.isInBrackets()
        || !String.valueOf(e.getProblem()).contains("<stream end>")) {
      return Optional.empty();
    }
    boolean list = innermost.start instanceof SequenceStartEvent;
    return Optional.of(YamlErrors.notClosed(line(innermost.start), column(innermost.start), list));
  }

  /** The parser copies all of a long value for each buffer that it fills: so it fills one. */
  private static LoadSettings settings(String text) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setParseComments(false)
        .setCodePointLimit(MAX_CODE_POINTS)
        .setBufferSize(Math.max(LEAST_BUFFER, text.length() + 1))
        .build();
  }

  private void accept(Event event) throws UnreadableException {
    if (event instanceof NodeEvent node) {
      check(node);
    }
    switch (event.getEventId()) {
      case Scalar -> addScalar((ScalarEvent) event);
      case Alias -> addAlias((AliasEvent) event);
      case MappingStart, SequenceStart -> open((NodeEvent) event);
      case MappingEnd, SequenceEnd -> close();
      default -> {}
    }
  }

  private void check(NodeEvent event) throws UnreadableException {
    nodes++;
    if (nodes > MAX_NODES) {
      throw limit(event, "more than " + MAX_NODES + " values in one document");
    }
    checkDepth(event, 1);
    Optional<String> tag =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag();
          case MappingStartEvent mapping -> mapping.getTag();
          case SequenceStartEvent sequence -> sequence.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent() && !ScalarTypes.KNOWN_TAGS.contains(tag.get())) {
      String shown = ScalarTypes.shortened(tag.get());
      throw new UnreadableException(
          line(event), column(event), "the tag " + shown + " is not allowed", "Remove it.");
    }
  }

  private void checkDepth(NodeEvent event, int depth) throws UnreadableException {
    if (open.size() + depth > MAX_DEPTH) {
      throw limit(event, "nested more than " + MAX_DEPTH + " levels deep");
    }
  }

  private UnreadableException limit(NodeEvent event, String what) {
    return new UnreadableException(line(event), column(event), what, "Split or shorten it.");
  }

  private void addScalar(ScalarEvent event) throws UnreadableException {
    String text = event.getValue();
    if (text.length() > MAX_SCALAR) {
      throw limit(event, "a value longer than " + MAX_SCALAR + " characters");
    }
    if (text.codePoints().anyMatch(YamlReader::isHalf)) {
      throw new UnreadableException(
          line(event),
          column(event),
          "half of a character: \\uD800 to \\uDFFF mean something in pairs only",
          "Write the character itself.");
    }
    Scalar scalar = ScalarTypes.of(event, line(event), column(event));
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && event.getTag().isEmpty();
    anchor(event, new Sized(scalar, 1, 1));
    add(scalar, plain, 1);
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
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
    nodes += target.nodes;
    if (nodes > MAX_NODES) {
      throw limit(event, "aliases that expand to more than " + MAX_NODES + " values");
    }
    checkDepth(event, target.depth);
    add(target.node, false, target.depth);
  }

  private void open(NodeEvent event) {
    boolean mapping = event instanceof MappingStartEvent;
    OpenCollection collection = new OpenCollection(mapping, line(event), column(event));
    open.push(new Open(event, collection, nodes - 1));
  }

  private void close() throws UnreadableException {
    Open closed = open.pop();
    Yaml node = closed.collection.build();
    int depth = closed.depth + 1;
    anchor(closed.start, new Sized(node, nodes - closed.nodesBefore, depth));
    add(node, false, depth);
  }

  private void anchor(NodeEvent event, Sized node) {
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
  }

  private void add(Yaml node, boolean plain, int depth) throws UnreadableException {
    Open parent = open.peek();
    if (parent == null) {
      root = node;
    } else {
      parent.collection.add(node, plain);
      parent.depth = Math.max(parent.depth, depth);
    }
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
    private final OpenCollection collection;
    private final int nodesBefore;
    private int depth;

    Open(NodeEvent start, OpenCollection collection, int nodesBefore) {
      this.start = start;
      this.collection = collection;
      this.nodesBefore = nodesBefore;
    }

    boolean isInBrackets() {
      return start instanceof CollectionStartEvent collection && collection.isFlow();
    }
  }
}
