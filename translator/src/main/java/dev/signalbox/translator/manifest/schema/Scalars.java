package dev.signalbox.translator.manifest.schema;

import com.google.common.primitives.Doubles;
import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as YAML writes them. */
final class Scalars {
  private static final int HEXADECIMAL = 16;
  private static final int OCTAL = 8;

  /** Larger ones are out of every range; written out, 1e999999999 would take a gigabyte. */
  private static final int MOST_DIGITS = 40;

  private Scalars() {}

  static boolean is(Yaml value, Scalar.Type type) {
    return value instanceof Scalar scalar && scalar.type() == type;
  }

  static @Nullable BigDecimal number(Yaml value) {
    if (!(value instanceof Scalar scalar) || scalar.type() != Scalar.Type.NUMBER) {
      return null;
    }
    String text = scalar.text().toLowerCase(Locale.ROOT).replaceFirst("^\\+", "");
    try {
      return text.length() > MOST_DIGITS ? null : decimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable BigDecimal decimal(String text) {
    String digits = text.replaceFirst("^-", "");
    String sign = digits.length() < text.length() ? "-" : "";
    if (digits.startsWith("0x")) {
      return new BigDecimal(Long.parseLong(sign + digits.substring(2), HEXADECIMAL));
    }
    if (digits.matches("0o?[0-7]+")) {
      return new BigDecimal(Long.parseLong(sign + digits.replaceFirst("0o?", ""), OCTAL));
    }
    Double number = Doubles.tryParse(text);
    return number == null || number.isInfinite() || number.isNaN() ? null : new BigDecimal(text);
  }

  static boolean isInteger(Yaml value) {
    BigDecimal number = number(value);
    return number != null && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
  }

  static String text(Yaml value) {
    return value instanceof Scalar scalar ? scalar.text() : "";
  }
}
