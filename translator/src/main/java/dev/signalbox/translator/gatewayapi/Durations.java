package dev.signalbox.translator.gatewayapi;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** https://gateway-api.sigs.k8s.io/geps/gep-2257 */
final class Durations {
  private static final Pattern WHOLE = Pattern.compile("([0-9]{1,5}(h|m|s|ms)){1,4}");
  private static final Pattern PART = Pattern.compile("([0-9]{1,5})(ms|h|m|s)");

  private Durations() {}

  static Optional<Duration> parse(@Nullable String text, Origin origin, Diagnostics diagnostics) {
    if (text == null) {
      return Optional.empty();
    }
    if (!WHOLE.matcher(text).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + text + "\" is not a duration",
          "Write up to four whole numbers with h, m, s or ms, such as 1m30s.");
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      sum = sum.plus(part(Long.parseLong(part.group(1)), part.group(2)));
    }
    return Optional.of(sum);
  }

  private static Duration part(long number, String unit) {
    return switch (unit) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMillis(number);
    };
  }
}
