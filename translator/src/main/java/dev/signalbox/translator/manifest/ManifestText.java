package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file's text with the places of its objects, of unknown kinds too, so that one of them can be
 * replaced or removed and every other byte stays.
 *
 * @param objects in the order of the text; documents that can't be read have none
 */
public record ManifestText(String text, ImmutableList<Entry> objects) {
  /** What may stand around an object: nothing that would be lost with it. */
  private static final Pattern NO_CONTENT = Pattern.compile("(?:(?:#|---).*|\\s*)");

  private static final Pattern TRAILING = Pattern.compile("(?:#.*|\\s*)");

  /**
   * An object in a text.
   *
   * @param start where its text begins, comments before it left out
   * @param end where its last line ends, line end included
   * @param document the object itself, or the List that it stands in
   */
  public record Entry(ObjectKey key, Yaml root, int start, int end, Yaml document) {
    public boolean inList() {
      return document != root;
    }
  }

  public static ManifestText of(String text) {
    ImmutableList.Builder<Entry> entries = ImmutableList.builder();
    ImmutableIntArray lines = Lines.starts(text);
    for (DocumentText part : DocumentSplitter.split(text)) {
      if (root(part).orElse(null) instanceof Mapping mapping) {
        Span span = new Span(mapping, start(text, lines, mapping), end(text, lines, part));
        collect(mapping, span, entries);
      }
    }
    return new ManifestText(text, entries.build());
  }

  public Optional<Entry> find(ObjectKey key) {
    return objects.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  public String textOf(Entry entry) {
    return text.substring(entry.start(), entry.end());
  }

  /** The comments between the object's document's start and the object. */
  public String commentsBefore(Entry entry) {
    int separator = text.lastIndexOf("\n---", entry.start());
    int from = separator < 0 ? 0 : Lines.next(text, separator + 1);
    return text.substring(Math.min(from, entry.start()), entry.start())
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** The text with another one in the object's place. */
  public String replace(Entry entry, String replacement) {
    String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    String adapted = replacement.replace("\r\n", "\n").replace("\n", lineEnd);
    return text.substring(0, entry.start()) + adapted + text.substring(entry.end());
  }

  /**
   * The text without the object. The comments at the head of the file stay; those before a later
   * object go with it.
   */
  public String remove(Entry entry) {
    int before = text.lastIndexOf("\n---", entry.start());
    int after = text.startsWith("---", entry.end()) ? entry.end() : endOfComments(entry.end());
    if (before >= 0) {
      return text.substring(0, before + 1) + text.substring(after);
    }
    boolean separated = text.startsWith("---", after);
    int next = separated ? Lines.next(text, after) : after;
    return text.substring(0, entry.start()) + text.substring(next);
  }

  /** Whether nothing but comments and separators is left. */
  public boolean isEmpty() {
    return text.lines().allMatch(line -> NO_CONTENT.matcher(line).matches());
  }

  private int endOfComments(int from) {
    int separator = text.indexOf("\n---", Math.max(from - 1, 0));
    return separator < 0 ? text.length() : separator + 1;
  }

  /** Empty if it can't be read, which is said where the file is read for use. */
  private static Optional<Yaml> root(DocumentText part) {
    try {
      return YamlReader.read(part.text(), part.firstLine());
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /** A document with its place. */
  private record Span(Yaml document, int start, int end) {}

  private static void collect(Mapping root, Span span, ImmutableList.Builder<Entry> entries) {
    String kind = ManifestReader.text(root, "kind");
    Yaml.Entry items = root.entries().get("items");
    if (kind.endsWith("List") && items != null && items.value() instanceof Sequence sequence) {
      for (Yaml item : sequence.items()) {
        if (item instanceof Mapping mapping) {
          collect(mapping, span, entries);
        }
      }
    } else if (!kind.isEmpty()) {
      String group = ManifestReader.group(root);
      ObjectKey key = new ObjectKey(group, ManifestReader.id(root, group, kind));
      entries.add(new Entry(key, root, span.start(), span.end(), span.document()));
    }
  }

  /** The start of the root's line, unless something else, such as a separator, stands there. */
  private static int start(String text, ImmutableIntArray lines, Mapping root) {
    int mark = root.line() == 1 && text.startsWith("\uFEFF") ? 1 : 0;
    int line = lines.get(root.line() - 1) + mark;
    int start = text.offsetByCodePoints(line, root.column() - 1);
    return text.substring(line, start).isBlank() ? line : start;
  }

  /** After the last line that isn't empty or a comment in the first column. */
  private static int end(String text, ImmutableIntArray lines, DocumentText part) {
    int line = part.firstLine() - 1;
    int end = lines.get(line);
    int count = Lines.starts(part.text()).length();
    for (int last = line + count; line < last; line++) {
      int next = Lines.next(text, lines.get(line));
      if (!TRAILING.matcher(text.substring(lines.get(line), next).stripTrailing()).matches()) {
        end = next;
      }
    }
    return end;
  }
}
