package dev.signalbox.translator.manifest;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Ints;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads scalars as Kubernetes' API server does. */
final class Scalars {
  private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h)");
  private static final int LONGEST_DURATION = 100;
  private static final double MILLIS_PER_SECOND = 1000;
  private static final double SECONDS_PER_MINUTE = 60;
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double LONGEST_SECONDS = 315_576_000_000D;

  private Scalars() {}

  /** The value isn't of the type. */
  static final class MismatchException extends Exception {
    private final String expected;
    private final String fix;

    MismatchException(String expected, String fix) {
      super(expected);
      this.expected = expected;
      this.fix = fix;
    }

    String expected() {
      return expected;
    }

    String fix() {
      return fix;
    }
  }

  static Object read(Class<?> type, Yaml node) throws MismatchException {
    Scalar scalar = node instanceof Scalar s ? s : null;
    if (type == String.class) {
      return string(scalar);
    }
    if (type == int.class || type == Integer.class) {
      return integer(scalar);
    }
    if (type == Double.class) {
      return decimal(scalar);
    }
    if (type == boolean.class || type == Boolean.class) {
      return bool(scalar);
    }
    if (type == Duration.class) {
      return duration(string(scalar));
    }
    if (type == Instant.class) {
      return instant(scalar);
    }
    if (type == IntOrString.class) {
      return intOrString(scalar);
    }
    throw new IllegalStateException("no reader for " + type);
  }

  private static String string(@Nullable Scalar scalar) throws MismatchException {
    if (scalar == null || scalar.type() != Scalar.Type.STRING) {
      throw new MismatchException("a string", scalar == null ? "" : "Put it in quotes.");
    }
    return scalar.text();
  }

  private static Integer integer(@Nullable Scalar scalar) throws MismatchException {
    Integer number =
        scalar == null || scalar.type() != Scalar.Type.NUMBER ? null : Ints.tryParse(scalar.text());
    if (number == null) {
      boolean quoted = scalar != null && Ints.tryParse(scalar.text()) != null;
      throw new MismatchException(
          "an integer", quoted ? "Remove the quotes." : "Write a whole number.");
    }
    return number;
  }

  private static Double decimal(@Nullable Scalar scalar) throws MismatchException {
    Double number =
        scalar == null || scalar.type() != Scalar.Type.NUMBER
            ? null
            : Doubles.tryParse(scalar.text());
    if (number == null || number.isNaN() || number.isInfinite()) {
      throw new MismatchException("a number", "");
    }
    return number;
  }

  private static Boolean bool(@Nullable Scalar scalar) throws MismatchException {
    if (scalar == null || scalar.type() != Scalar.Type.BOOLEAN) {
      throw new MismatchException("true or false", "");
    }
    return Boolean.valueOf(scalar.text());
  }

  private static Duration duration(String text) throws MismatchException {
    Matcher part = DURATION_PART.matcher(text);
    double seconds = 0;
    int at = 0;
    while (text.length() <= LONGEST_DURATION && part.lookingAt()) {
      at = part.end();
      seconds += Double.parseDouble(part.group(1)) * unit(part.group(2));
      part.region(at, text.length());
    }
    if (at != text.length() || text.isEmpty() || seconds > LONGEST_SECONDS) {
      throw new MismatchException("a duration such as 1h, 1m, 1s or 1ms", "");
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static double unit(String unit) {
    return switch (unit) {
      case "ms" -> 1 / MILLIS_PER_SECOND;
      case "s" -> 1;
      case "m" -> SECONDS_PER_MINUTE;
      default -> SECONDS_PER_HOUR;
    };
  }

  private static Instant instant(@Nullable Scalar scalar) throws MismatchException {
    try {
      return OffsetDateTime.parse(scalar == null ? "" : scalar.text()).toInstant();
    } catch (DateTimeException e) {
      throw new MismatchException("a time such as 2026-01-31T12:00:00Z", "");
    }
  }

  private static IntOrString intOrString(@Nullable Scalar scalar) throws MismatchException {
    if (scalar == null || scalar.type() == Scalar.Type.BOOLEAN) {
      throw new MismatchException("a number or a name", "");
    }
    boolean isNumber = scalar.type() == Scalar.Type.NUMBER;
    if (isNumber && Ints.tryParse(scalar.text()) == null) {
      throw new MismatchException("a number or a name", "");
    }
    return new IntOrString(scalar.text(), isNumber);
  }
}
