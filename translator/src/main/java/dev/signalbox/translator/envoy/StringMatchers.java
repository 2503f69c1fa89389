package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.StringMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.regex.Pattern;

/** Conditions on texts. */
public final class StringMatchers {
  private static final String ANY_BEFORE = "(?:.*,)?[ \\t]*";
  private static final String ANY_AFTER = "[ \\t]*(?:,.*)?";

  private StringMatchers() {}

  /** Whatever isn't {@link StringMatch.Present}, which is no condition on the text itself. */
  public static StringMatcher emit(StringMatch match) {
    StringMatcher.Builder matcher = StringMatcher.newBuilder();
    return switch (match) {
      case StringMatch.Exact(String value) -> matcher.setExact(value).build();
      case StringMatch.Prefix(String value) -> matcher.setPrefix(value).build();
      case StringMatch.Regex(String pattern) -> matcher.setSafeRegex(Protos.regex(pattern)).build();
      // Envoy, as HTTP has it, joins what a header says several times by commas.
      case StringMatch.OneOf(StringMatch value) ->
          matcher.setSafeRegex(Protos.regex(ANY_BEFORE + regex(value) + ANY_AFTER)).build();
      case StringMatch.Present() -> throw new IllegalStateException("not a text condition");
    };
  }

  /** The same condition as a regular expression. */
  static String regex(StringMatch match) {
    return switch (match) {
      case StringMatch.Exact(String value) -> Pattern.quote(value);
      case StringMatch.Prefix(String value) -> Pattern.quote(value) + ".*";
      case StringMatch.Regex(String pattern) -> "(?:" + pattern + ")";
      case StringMatch.OneOf(StringMatch value) -> regex(value);
      case StringMatch.Present() -> ".*";
    };
  }
}
