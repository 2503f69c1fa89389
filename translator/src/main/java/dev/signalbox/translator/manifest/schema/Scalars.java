package dev.signalbox.translator.manifest.schema;

import dev.signalbox.translator.manifest.Yaml;
import dev.signalbox.translator.manifest.Yaml.Scalar;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Scalars as rules see them. */
final class Scalars {
  /** Larger ones are out of every range; written out, 1e999999999 would take a gigabyte. */
  private static final int MOST_DIGITS = 40;

  private Scalars() {}

  static boolean is(Yaml value, Scalar.Type type) {
    return value instanceof Scalar scalar && scalar.type() == type;
  }

  static @Nullable BigDecimal number(Yaml value) {
    return value instanceof Scalar scalar
            && scalar.type() == Scalar.Type.NUMBER
            && scalar.text().length() <= MOST_DIGITS
        ? new BigDecimal(scalar.text())
        : null;
  }

  static boolean isInteger(Yaml value) {
    BigDecimal number = number(value);
    return number != null && (number.signum() == 0 || number.stripTrailingZeros().scale() <= 0);
  }

  static String text(Yaml value) {
    return value instanceof Scalar scalar ? scalar.text() : "";
  }
}
