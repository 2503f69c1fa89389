package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What kubectl's YAML reader takes a scalar for: YAML 1.1, in which yes and on are booleans. */
final class ScalarTypes {
  private static final String TAG = "tag:yaml.org,2002:";

  /** Types of the YAML language itself; any other tag would ask for code to run. */
  static final ImmutableSet<String> KNOWN_TAGS =
      ImmutableSet.of(
          TAG + "bool",
          TAG + "float",
          TAG + "int",
          TAG + "map",
          TAG + "null",
          TAG + "seq",
          TAG + "str");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(0x[0-9a-fA-F]+|0o?[0-7]+|(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?|\\.inf|\\.nan)");
  private static final Pattern BOOLEAN = Pattern.compile("(?i)true|false|yes|no|on|off");
  private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");

  private ScalarTypes() {}

  static Scalar.Type of(ScalarEvent event) {
    if (event.getTag().isPresent()) {
      return switch (event.getTag().get()) {
        case TAG + "int", TAG + "float" -> Scalar.Type.NUMBER;
        case TAG + "bool" -> Scalar.Type.BOOLEAN;
        case TAG + "null" -> Scalar.Type.NULL;
        default -> Scalar.Type.STRING;
      };
    }
    if (event.getScalarStyle() != ScalarStyle.PLAIN) {
      return Scalar.Type.STRING;
    }
    String text = event.getValue();
    if (NULL.matcher(text).matches()) {
      return Scalar.Type.NULL;
    }
    if (NUMBER.matcher(text).matches()) {
      return Scalar.Type.NUMBER;
    }
    return BOOLEAN.matcher(text).matches() ? Scalar.Type.BOOLEAN : Scalar.Type.STRING;
  }
}
