package dev.signalbox.translator.linkerd;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go's time package reads them. */
final class GoDurations {
  private static final Pattern WHOLE = Pattern.compile("(\\d{1,9}(\\.\\d{1,9})?(h|m|s|ms|us|ns))+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|us|ns|h|m|s)");
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_HOUR = 3600;

  private GoDurations() {}

  /** One that can't be read is none, as with Linkerd. */
  static Optional<Duration> parse(@Nullable String text, Origin origin, Diagnostics diagnostics) {
    if (text == null || text.isEmpty() || text.equals("0")) {
      return Optional.empty();
    }
    if (!WHOLE.matcher(text).matches()) {
      diagnostics.add(
          Code.FIELD_WITHOUT_EFFECT,
          origin,
          "\"" + text + "\" is not a duration, so there is no timeout",
          "Write a number with h, m, s or ms, such as 250ms.");
      return Optional.empty();
    }
    double seconds = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    return Optional.of(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "h" -> SECONDS_PER_HOUR;
      case "m" -> SECONDS_PER_MINUTE;
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "us" -> 1e-6;
      default -> 1e-9;
    };
  }
}
