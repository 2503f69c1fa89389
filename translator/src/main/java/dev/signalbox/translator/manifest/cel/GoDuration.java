package dev.signalbox.translator.manifest.cel;

import com.google.common.collect.ImmutableMap;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's text form of a duration, such as 1h30m or -1.5s. */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final ImmutableMap<String, Long> NANOS =
      ImmutableMap.<String, Long>builder()
          .put("ns", 1L)
          .put("us", 1_000L)
          .put("µs", 1_000L)
          .put("μs", 1_000L)
          .put("ms", 1_000_000L)
          .put("s", 1_000_000_000L)
          .put("m", 60_000_000_000L)
          .put("h", 3_600_000_000_000L)
          .buildOrThrow();

  private GoDuration() {}

  static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    boolean empty = !text.substring(at).equals("0");
    int end = empty ? at : text.length();
    while (end < text.length() && part.region(end, text.length()).lookingAt()) {
      long unit = NANOS.getOrDefault(part.group(2), 1L);
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = part.end();
      empty = false;
    }
    if (empty || end != text.length()) {
      throw new CelException("\"" + text + "\" is not a duration");
    }
    return duration(negative ? nanos.negate() : nanos, text);
  }

  private static Duration duration(BigDecimal nanos, String text) {
    try {
      return Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact());
    } catch (ArithmeticException e) {
      throw new CelException("\"" + text + "\" is too long");
    }
  }
}
