package dev.signalbox.translator.check;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.regex.Pattern;

/** RFC 9110's tokens. */
public final class HeaderNames {
  private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

  private HeaderNames() {}

  public static void check(String name, Origin origin, Diagnostics diagnostics) {
    if (!TOKEN.matcher(name).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + name + "\" is not a header name",
          "Use letters, digits and dashes.");
    }
  }
}
