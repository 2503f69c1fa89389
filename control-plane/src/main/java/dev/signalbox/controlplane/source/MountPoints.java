package dev.signalbox.controlplane.source;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something is mounted. A single file that is mounted into a folder is written through its
 * other name: only a watch on the file itself hears of that.
 */
final class MountPoints {
  private static final Path TABLE = Path.of("/proc/self/mountinfo");
  private static final int POINT = 4;
  private static final int OCTAL = 8;

  /** As the kernel writes a space. */
  private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

  private MountPoints() {}

  /** None where the system doesn't tell. */
  static ImmutableSet<Path> all() {
    try {
      return Files.readAllLines(TABLE, StandardCharsets.UTF_8).stream()
          .map(line -> line.split(" ", -1))
          .filter(fields -> fields.length > POINT)
          .map(fields -> Path.of(unescaped(fields[POINT])))
          .collect(ImmutableSet.toImmutableSet());
    } catch (IOException | IllegalArgumentException e) {
      return ImmutableSet.of();
    }
  }

  private static String unescaped(String point) {
    return ESCAPED
        .matcher(point)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(match.group(1), OCTAL))));
  }
}
