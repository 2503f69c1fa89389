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
  private static final Pattern WHOLE =
      Pattern.compile("(\\d{1,9}(\\.\\d{1,9})?(h|m|s|ms|us|µs|μs|ns))+");
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|us|µs|μs|ns|h|m|s)");
  private static final Duration LONGEST = Duration.ofDays(3650);
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_HOUR = 3600;

  private GoDurations() {}

  /** None if it isn't one, or is longer than Envoy surely takes. */
  static Optional<Duration> parse(String text) {
    return WHOLE.matcher(text).matches() || text.equals("0")
        ? Optional.of(sum(text)).filter(duration -> duration.compareTo(LONGEST) <= 0)
        : Optional.empty();
  }

  /** One that can't be read is none, as with Linkerd. */
  static Optional<Duration> parse(@Nullable String text, Origin origin, Diagnostics diagnostics) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> parsed = parse(text);
    if (parsed.isEmpty()) {
      diagnostics.add(
          Code.FIELD_WITHOUT_EFFECT,
          origin,
          "\"" + text + "\" is not a duration of up to ten years, so there is no timeout",
          "Write a number with h, m, s or ms, such as 250ms.");
    }
    return parsed;
  }

  private static Duration sum(String text) {
    double seconds = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "h" -> SECONDS_PER_HOUR;
      case "m" -> SECONDS_PER_MINUTE;
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "us", "µs", "μs" -> 1e-6;
      default -> 1e-9;
    };
  }
}
