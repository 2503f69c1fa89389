package dev.signalbox.controlplane.manifests;

import com.google.common.collect.ImmutableSet;
import com.google.gson.JsonPrimitive;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Entry;
import dev.signalbox.translator.manifest.Yaml.Mapping;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import dev.signalbox.translator.manifest.Yaml.Sequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where two versions of an object differ in single values only, these are rewritten in place, so
 * that the comments between them stay. What comes out must be read again to be sure of it.
 */
final class ScalarPatch {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");
  private static final ImmutableSet<String> RESERVED =
      ImmutableSet.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private final List<Change> changes = new ArrayList<>();

  private ScalarPatch() {}

  private record Change(Scalar before, Scalar after) {}

  /** The file's text with the new values; empty if more than values differs. */
  static Optional<String> of(String text, Yaml before, Yaml after) {
    ScalarPatch patch = new ScalarPatch();
    return patch.compare(before, after) ? patch.apply(text) : Optional.empty();
  }

  private boolean compare(Yaml before, Yaml after) {
    return switch (before) {
      case Mapping old -> after instanceof Mapping mapping && compare(old, mapping);
      case Sequence old -> after instanceof Sequence sequence && compare(old, sequence);
      case Scalar old -> after instanceof Scalar scalar && compare(old, scalar);
    };
  }

  private boolean compare(Mapping before, Mapping after) {
    if (!before.entries().keySet().equals(after.entries().keySet())) {
      return false;
    }
    for (Map.Entry<String, Entry> entry : before.entries().entrySet()) {
      Entry other = after.entries().get(entry.getKey());
      if (other == null || !compare(entry.getValue().value(), other.value())) {
        return false;
      }
    }
    return true;
  }

  private boolean compare(Sequence before, Sequence after) {
    if (before.items().size() != after.items().size()) {
      return false;
    }
    for (int i = 0; i < before.items().size(); i++) {
      if (!compare(before.items().get(i), after.items().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean compare(Scalar before, Scalar after) {
    if (!ManifestJson.of(before).equals(ManifestJson.of(after))) {
      changes.add(new Change(before, after));
    }
    return true;
  }

  /** From the last to the first, so that places stay right. */
  private Optional<String> apply(String text) {
    changes.sort(
        Comparator.comparingInt((Change change) -> change.before().line())
            .thenComparingInt(change -> change.before().column())
            .reversed());
    Optional<String> patched = Optional.of(text);
    for (Change change : changes) {
      patched = patched.flatMap(current -> apply(current, change));
    }
    return patched;
  }

  private static Optional<String> apply(String text, Change change) {
    int offset = TextPositions.offset(text, change.before().line(), change.before().column());
    String value = change.before().written();
    for (String quote : List.of("", "\"", "'")) {
      String old = quote + value + quote;
      if (!old.isEmpty() && text.startsWith(old, offset)) {
        String next = written(change.after(), !quote.isEmpty());
        return Optional.of(
            text.substring(0, offset) + next + text.substring(offset + old.length()));
      }
    }
    return Optional.empty();
  }

  private static String written(Scalar value, boolean quoted) {
    if (value.type() != Scalar.Type.STRING) {
      return value.written();
    }
    boolean plain =
        PLAIN.matcher(value.text()).matches()
            && !RESERVED.contains(value.text().toLowerCase(Locale.ROOT));
    return plain && !quoted ? value.text() : new JsonPrimitive(value.text()).toString();
  }
}
