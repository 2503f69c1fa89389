package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.StringMatch;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;

/** Conditions on texts. */
public final class StringMatchers {
  private StringMatchers() {}

  /** Whatever isn't {@link StringMatch.Present}, which is no condition on the text itself. */
  public static StringMatcher emit(StringMatch match) {
    StringMatcher.Builder matcher = StringMatcher.newBuilder();
    return switch (match) {
      case StringMatch.Exact(String value) -> matcher.setExact(value).build();
      case StringMatch.Prefix(String value) -> matcher.setPrefix(value).build();
      case StringMatch.Regex(String pattern) -> matcher.setSafeRegex(Protos.regex(pattern)).build();
      case StringMatch.Present() -> throw new IllegalStateException("not a text condition");
    };
  }
}
