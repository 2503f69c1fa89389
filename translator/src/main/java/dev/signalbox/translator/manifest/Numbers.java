package dev.signalbox.translator.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as kubectl's YAML reader takes them, and as it writes them into JSON: {@code 0x1F90},
 * {@code 017620} and {@code 8_080.0} are all 8080.
 */
final class Numbers {
  /** The longest that a number can be written that isn't there to make reading it slow. */
  private static final int LONGEST = 400;

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final String DIGITS = "[0-9]+(?:_[0-9]+)*";
  private static final Pattern DOTTED_FLOAT =
      Pattern.compile("\\." + DIGITS + "([eE][-+]?" + DIGITS + ")?");
  private static final Pattern INTEGER =
      Pattern.compile(
          "([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[oO]([0-7]+)|0[bB]([01]+)|0([0-7]+)|(0|[1-9][0-9]*))");
  private static final int[] RADIX_OF_GROUP = {0, 0, 16, 8, 2, 8, 10};

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger MOST_UNSIGNED = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_BELOW = 1e21;

  private Numbers() {}

  /** The number as JSON has it; empty if kubectl takes the text for a string. */
  static Optional<String> canonical(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    char first = text.charAt(0);
    String plain = text.replace("_", "");
    if (first == '.') {
      return DOTTED_FLOAT.matcher(text).matches() ? decimal(plain) : Optional.empty();
    }
    if (first != '-' && first != '+' && (first < '0' || first > '9')) {
      return Optional.empty();
    }
    Optional<String> integer = integer(plain);
    if (integer.isPresent()) {
      return integer;
    }
    return FLOAT.matcher(plain).matches() ? decimal(plain) : Optional.empty();
  }

  private static Optional<String> integer(String text) {
    Matcher matcher = INTEGER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (int group = 2; group < RADIX_OF_GROUP.length; group++) {
      if (matcher.group(group) != null) {
        BigInteger value =
            new BigInteger(matcher.group(1) + matcher.group(group), RADIX_OF_GROUP[group]);
        BigInteger most = matcher.group(1).isEmpty() ? MOST_UNSIGNED : MOST;
        boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(most) <= 0;
        return fits ? Optional.of(value.toString()) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The shortest that reads back as the same double. */
  private static Optional<String> decimal(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      return Optional.empty();
    }
    double size = Math.abs(value);
    if (size == 0) {
      return Optional.of(text.startsWith("-") ? "-0" : "0");
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return Optional.of(
        size >= PLAIN_FROM && size < PLAIN_BELOW
            ? shortest.toPlainString()
            : exponential(shortest));
  }

  private static String exponential(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + "e"
        + (exponent < 0 ? "-" : "+")
        + Math.abs(exponent);
  }
}
