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

  /** A text in which \0 to \9 stand for what the pattern's groups matched. */
  public static void checkSubstitution(
      String pattern, String substitution, Origin origin, Diagnostics diagnostics) {
    int groups = groups(pattern);
    boolean valid = !substitution.isEmpty();
    for (int at = substitution.indexOf('\\'); at >= 0; at = substitution.indexOf('\\', at + 2)) {
      char next = at + 1 < substitution.length() ? substitution.charAt(at + 1) : ' ';
      valid &= next == '\\' || (next >= '0' && next <= '9' && next - '0' <= groups);
    }
    if (!valid) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + substitution + "\" is no replacement for a pattern with " + groups + " groups",
          "Write text, with \\1 for the first group and \\\\ for a backslash.");
    }
  }

  private static int groups(String pattern) {
    try {
      return Pattern.compile(pattern).groupCount();
    } catch (PatternSyntaxException e) {
      return Integer.MAX_VALUE;
    }
  }

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
