package dev.signalbox.translator.istio;

import dev.signalbox.translator.check.RegularExpressions;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.model.StringMatch;

/** Istio's conditions on texts. */
final class StringMatches {
  private static final StringMatch.Present PRESENT = new StringMatch.Present();
  private static final String ANY = "*";

  private final Diagnostics diagnostics;

  StringMatches(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** An empty condition, or the regex *, asks only that there is a value. */
  StringMatch convert(VirtualService.StringMatch match, Origin origin) {
    if (match.exact() != null) {
      return nonEmpty(match.exact(), origin.at("exact"), new StringMatch.Exact(match.exact()));
    }
    if (match.prefix() != null) {
      return nonEmpty(match.prefix(), origin.at("prefix"), new StringMatch.Prefix(match.prefix()));
    }
    if (match.regex() == null || match.regex().equals(ANY)) {
      return PRESENT;
    }
    RegularExpressions.check(match.regex(), origin.at("regex"), diagnostics);
    return new StringMatch.Regex(match.regex());
  }

  /** Where an empty condition makes no sense. */
  StringMatch required(VirtualService.StringMatch match, Origin origin) {
    StringMatch text = convert(match, origin);
    if (text instanceof StringMatch.Present && !ANY.equals(match.regex())) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the condition has no value",
          "Add exact, prefix or regex with a value.");
    }
    return text;
  }

  private StringMatch nonEmpty(String value, Origin origin, StringMatch match) {
    if (value.isEmpty()) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "the value is empty", "Give it a value, or remove it.");
    }
    return match;
  }
}
