package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What kubectl's YAML reader takes a scalar for: YAML 1.1, in which yes and on are booleans. */
final class ScalarTypes {
  private static final String TAG = "tag:yaml.org,2002:";

  /** Says that a scalar is a string, whatever it looks like. */
  private static final String NOT_PLAIN = "!";

  /** Types of the YAML language itself; any other tag would ask for code to run. */
  static final ImmutableSet<String> KNOWN_TAGS =
      ImmutableSet.of(
          NOT_PLAIN,
          TAG + "bool",
          TAG + "float",
          TAG + "int",
          TAG + "map",
          TAG + "null",
          TAG + "seq",
          TAG + "str");

  private static final ImmutableMap<String, String> BOOLEANS = booleans();
  private static final ImmutableSet<String> NULLS =
      ImmutableSet.of("", "~", "null", "Null", "NULL");
  private static final ImmutableSet<String> NOT_FINITE =
      ImmutableSet.of(
          ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF", ".nan",
          ".NaN", ".NAN");

  private ScalarTypes() {}

  private static ImmutableMap<String, String> booleans() {
    ImmutableMap.Builder<String, String> booleans = ImmutableMap.builder();
    for (String word : new String[] {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON"}) {
      booleans.put(word, "true");
    }
    for (String word : new String[] {"n", "N", "no", "No", "NO", "off", "Off", "OFF"}) {
      booleans.put(word, "false");
    }
    for (String word : new String[] {"true", "True", "TRUE"}) {
      booleans.put(word, "true");
    }
    for (String word : new String[] {"false", "False", "FALSE"}) {
      booleans.put(word, "false");
    }
    return booleans.buildOrThrow();
  }

  /** As people write a tag. */
  static String shortened(String tag) {
    return tag.startsWith(TAG) ? "!!" + tag.substring(TAG.length()) : tag;
  }

  static Scalar of(ScalarEvent event, int line, int column) throws UnreadableException {
    String text = event.getValue();
    String tag = event.getTag().orElse("");
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && tag.isEmpty();
    Scalar string = new Scalar(line, column, Scalar.Type.STRING, text, text);
    if (!plain && (tag.isEmpty() || tag.equals(NOT_PLAIN) || tag.equals(TAG + "str"))) {
      return string;
    }
    if (NOT_FINITE.contains(text)) {
      throw new UnreadableException(
          line, column, "the number " + text + " is not allowed", "Write a finite number.");
    }
    Scalar resolved = resolved(string);
    if (!plain && !fits(tag, resolved)) {
      throw new UnreadableException(
          line,
          column,
          "the tag " + shortened(tag) + " doesn't fit " + string.describe(),
          "Remove the tag.");
    }
    return resolved;
  }

  /** Whether the text is a string, and nothing else, where it stands without quotes. */
  static boolean isPlainString(String text) {
    return !NULLS.contains(text)
        && !BOOLEANS.containsKey(text)
        && !NOT_FINITE.contains(text)
        && !text.equals(OpenCollection.MERGE)
        && Numbers.canonical(text).isEmpty();
  }

  private static Scalar resolved(Scalar string) {
    String text = string.text();
    if (NULLS.contains(text)) {
      return with(string, Scalar.Type.NULL, "");
    }
    String known = BOOLEANS.get(text);
    if (known != null) {
      return with(string, Scalar.Type.BOOLEAN, known);
    }
    Optional<String> number = Numbers.canonical(text);
    return number.map(value -> with(string, Scalar.Type.NUMBER, value)).orElse(string);
  }

  private static Scalar with(Scalar scalar, Scalar.Type type, String value) {
    return new Scalar(scalar.line(), scalar.column(), type, value, scalar.written());
  }

  private static boolean fits(String tag, Scalar scalar) {
    return switch (tag) {
      case TAG + "bool" -> scalar.type() == Scalar.Type.BOOLEAN;
      case TAG + "float" -> scalar.type() == Scalar.Type.NUMBER;
      case TAG + "int" ->
          scalar.type() == Scalar.Type.NUMBER && scalar.text().chars().noneMatch(c -> c == '.');
      case TAG + "null" -> scalar.type() == Scalar.Type.NULL;
      default -> true;
    };
  }
}
