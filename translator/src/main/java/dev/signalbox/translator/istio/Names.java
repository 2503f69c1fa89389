package dev.signalbox.translator.istio;

import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.regex.Pattern;

/** Names of ports and labels, as Istio's validation wants them. */
final class Names {
  private static final Pattern DNS_LABEL =
      Pattern.compile("[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?");
  private static final String WORD = "[a-zA-Z0-9]([-a-zA-Z0-9_.]{0,61}[a-zA-Z0-9])?";
  private static final Pattern LABEL_KEY =
      Pattern.compile("([a-zA-Z0-9][-a-zA-Z0-9.]{0,252}/)?" + WORD);
  private static final Pattern LABEL_VALUE = Pattern.compile("(" + WORD + ")?");

  private Names() {}

  static boolean isDnsLabel(String name) {
    return DNS_LABEL.matcher(name).matches();
  }

  /** Whether it can be a port's name; reports it if not. An absent one is reported elsewhere. */
  static void isPortName(String name, Origin origin, Diagnostics diagnostics) {
    if (!name.isEmpty() && !isDnsLabel(name)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + name + "\" is not a port's name",
          "Use letters, digits and dashes.");
    }
  }

  /** Reports a label that Kubernetes wouldn't take. */
  static void checkLabel(String key, String value, Origin origin, Diagnostics diagnostics) {
    boolean valid = LABEL_KEY.matcher(key).matches() && LABEL_VALUE.matcher(value).matches();
    if (!valid) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.atKey(key),
          "\"" + key + ": " + value + "\" is not a label",
          "Use up to 63 letters, digits, dashes, underscores and dots.");
    }
  }
}
