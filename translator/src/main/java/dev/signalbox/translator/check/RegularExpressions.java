package dev.signalbox.translator.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;

/** RE2, which is what Envoy takes. */
public final class RegularExpressions {
  private static final int LONGEST = 1024;

  private RegularExpressions() {}

  public static void check(String pattern, Origin origin, Diagnostics diagnostics) {
    if (pattern.isEmpty() || pattern.length() > LONGEST) {
      diagnostics.add(
          Code.INVALID_REGEX,
          origin,
          "the regular expression is empty or longer than " + LONGEST + " characters",
          "Write 1 to " + LONGEST + " characters.");
      return;
    }
    if (Repetitions.most(pattern) > Repetitions.LIMIT) {
      diagnostics.add(
          Code.INVALID_REGEX,
          origin,
          "the regular expression repeats something more than " + Repetitions.LIMIT + " times",
          "Repeat less, or nest no repetitions: RE2 multiplies their counts.");
      return;
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      diagnostics.add(
          Code.INVALID_REGEX,
          origin,
          "not a regular expression that RE2 knows: " + e.getMessage(),
          "RE2 has no lookaround and no backreferences; see"
              + " https://github.com/google/re2/wiki/Syntax.");
    }
  }
}
