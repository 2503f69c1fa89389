package dev.signalbox.translator.annotations;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An object's annotations, read as Linkerd's policy controller reads them. */
final class Annotations {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  /** Envoy takes some centuries, and refuses everything beside what is longer. */
  static final Duration LONGEST = Duration.ofDays(3650);

  private final ImmutableMap<String, String> values;
  private final Origin origin;
  private final Code bad;
  private final Diagnostics diagnostics;

  /**
   * @param bad how a value that can't be read is reported
   */
  Annotations(
      ImmutableMap<String, String> values, Origin object, Code bad, Diagnostics diagnostics) {
    this.values = values;
    this.origin = object.at("metadata").at("annotations");
    this.bad = bad;
    this.diagnostics = diagnostics;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(String::strip);
  }

  /** Zero is a duration here. */
  Optional<Duration> duration(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher duration = DURATION.matcher(text.get());
    if (duration.matches()) {
      return bounded(key, of(Long.parseLong(duration.group(1)), duration.group(2)));
    }
    if (text.get().equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    invalid(
        key,
        "\"" + text.get() + "\" is not a duration",
        "Write a whole number with ms, s, m, h or d.");
    return Optional.empty();
  }

  private Optional<Duration> bounded(String key, Duration duration) {
    if (duration.compareTo(LONGEST) <= 0) {
      return Optional.of(duration);
    }
    invalid(key, "that is more than ten years", "Write a shorter time.");
    return Optional.empty();
  }

  OptionalInt number(String key, int most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    Integer number = Ints.tryParse(text.get());
    if (number == null || number < 0 || number > most) {
      invalid(
          key,
          "\"" + text.get() + "\" is not a whole number up to " + most,
          "Write one such as 5.");
      return OptionalInt.empty();
    }
    return OptionalInt.of(number);
  }

  /** A fraction or ratio from 0 on. */
  Optional<Double> decimal(String key, double most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Double> number =
        Optional.ofNullable(Doubles.tryParse(text.get()))
            .filter(value -> value >= 0 && value <= most);
    if (number.isEmpty()) {
      invalid(
          key,
          "\"" + text.get() + "\" is not between 0 and " + (int) most,
          "Write a number such as 0.5.");
    }
    return number;
  }

  void invalid(String key, String message, String fix) {
    report(bad, key, message, fix);
  }

  void report(Code code, String key, String message, String fix) {
    diagnostics.add(code, origin.atKey(key), message, fix);
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "d" -> Duration.ofDays(number);
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMillis(number);
    };
  }
}
