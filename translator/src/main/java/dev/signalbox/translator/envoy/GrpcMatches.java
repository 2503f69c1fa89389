package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.StringMatch;
import java.util.stream.Stream;

/**
 * Matches as clients without a proxy need them. To grpc-java an inverted condition on a header that
 * isn't there fails, while to Envoy, told to take it for empty, it holds; and it knows no method.
 */
final class GrpcMatches {
  /** Each doubles the routes. */
  private static final int MOST_SPLIT = 6;

  private static final String METHOD = ":method";
  private static final String METHOD_OF_CALLS = "POST";

  private GrpcMatches() {}

  /** None if no call can match. */
  static Stream<RequestMatch> of(RequestMatch match) {
    return match.headers().stream().anyMatch(GrpcMatches::isOtherMethod)
            || match.query().stream().anyMatch(query -> query.match() instanceof StringMatch.OneOf)
        ? Stream.empty()
        : split(withoutMethod(match)).stream();
  }

  private static RequestMatch withoutMethod(RequestMatch match) {
    return match.withHeaders(
        match.headers().stream()
            .filter(header -> !header.name().equals(METHOD))
            .collect(ImmutableList.toImmutableList()));
  }

  private static boolean isOtherMethod(HeaderMatch header) {
    boolean holds =
        switch (header.match()) {
          case StringMatch.Exact(String value) -> METHOD_OF_CALLS.equals(value);
          case StringMatch.Prefix(String value) -> METHOD_OF_CALLS.startsWith(value);
          case StringMatch.Regex(String pattern) -> Pattern.matches(pattern, METHOD_OF_CALLS);
          case StringMatch.OneOf(StringMatch one) ->
              Pattern.matches(StringMatchers.regex(one), METHOD_OF_CALLS);
          case StringMatch.Present() -> true;
        };
    return header.name().equals(METHOD) && holds == header.inverted();
  }

  /** For each inverted condition, one alternative without the header and one with another value. */
  private static ImmutableList<RequestMatch> split(RequestMatch match) {
    ImmutableList<RequestMatch> alternatives = ImmutableList.of(match);
    int split = 0;
    for (HeaderMatch header : match.headers()) {
      if (header.inverted() && !isPresence(header) && split++ < MOST_SPLIT) {
        alternatives =
            alternatives.stream()
                .flatMap(one -> Stream.of(without(one, header), one))
                .collect(ImmutableList.toImmutableList());
      }
    }
    return alternatives;
  }

  private static boolean isPresence(HeaderMatch header) {
    return header.match() instanceof StringMatch.Present;
  }

  private static RequestMatch without(RequestMatch match, HeaderMatch condition) {
    HeaderMatch absent = new HeaderMatch(condition.name(), new StringMatch.Present(), true);
    return match.withHeaders(
        match.headers().stream()
            .map(header -> header.equals(condition) ? absent : header)
            .collect(ImmutableList.toImmutableList()));
  }
}
