package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.StringMatch;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.HeaderMatcher;
import io.envoyproxy.envoy.config.route.v3.QueryParameterMatcher;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.regex.Pattern;

/**
 * Conditions:
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-routematch
 */
final class RouteMatches {
  private static final String EVERYTHING = "/";
  private static final String PATH = ":path";

  private RouteMatches() {}

  static RouteMatch emit(RequestMatch match, BackendRoutes.Part part) {
    RouteMatch.Builder built = emit(match).toBuilder();
    part.session().ifPresent(session -> built.addHeaders(header(session)));
    part.upTo()
        .ifPresent(
            share ->
                built.setRuntimeFraction(
                    RuntimeFractionalPercent.newBuilder().setDefaultValue(Protos.percent(share))));
    return built.build();
  }

  static RouteMatch emit(RequestMatch match) {
    RouteMatch.Builder built = RouteMatch.newBuilder();
    match.path().ifPresentOrElse(path -> path(path, built), () -> built.setPrefix(EVERYTHING));
    match.headers().forEach(header -> built.addHeaders(header(header)));
    for (RequestMatch.QueryMatch query : match.query()) {
      if (query.match() instanceof StringMatch.OneOf(StringMatch value)) {
        built.addHeaders(anyParameter(query.name(), value));
      } else {
        built.addQueryParameters(query(query));
      }
    }
    return built.build();
  }

  private static void path(PathMatch path, RouteMatch.Builder match) {
    switch (path) {
      case PathMatch.Exact(String exact, boolean ignoreCase) ->
          match.setPath(exact).setCaseSensitive(Protos.bool(!ignoreCase));
      case PathMatch.StringPrefix(String prefix, boolean ignoreCase) ->
          match
              .setPrefix(prefix.isEmpty() ? EVERYTHING : prefix)
              .setCaseSensitive(Protos.bool(!ignoreCase));
      case PathMatch.SegmentPrefix(String prefix) -> match.setPathSeparatedPrefix(prefix);
      case PathMatch.Regex(String pattern) -> match.setSafeRegex(Protos.regex(pattern));
    }
  }

  private static HeaderMatcher header(RequestMatch.HeaderMatch header) {
    HeaderMatcher.Builder matcher = HeaderMatcher.newBuilder().setName(header.name());
    if (header.match() instanceof StringMatch.Present) {
      matcher.setPresentMatch(true);
    } else {
      matcher.setStringMatch(StringMatchers.emit(header.match()));
      // A missing header isn't the value, so the inverse of the condition holds for it.
      matcher.setTreatMissingHeaderAsEmpty(header.inverted());
    }
    return matcher.setInvertMatch(header.inverted()).build();
  }

  /** Envoy's own condition looks at the first parameter of the name only. */
  private static HeaderMatcher anyParameter(String name, StringMatch value) {
    String parameter = Pattern.quote(name) + "=" + StringMatchers.regex(value);
    return HeaderMatcher.newBuilder()
        .setName(PATH)
        .setStringMatch(
            StringMatchers.emit(new StringMatch.Regex("[^?]*\\?(?:.*&)?" + parameter + "(?:&.*)?")))
        .build();
  }

  private static QueryParameterMatcher query(RequestMatch.QueryMatch query) {
    QueryParameterMatcher.Builder matcher =
        QueryParameterMatcher.newBuilder().setName(query.name());
    if (query.match() instanceof StringMatch.Present) {
      matcher.setPresentMatch(true);
    } else {
      matcher.setStringMatch(StringMatchers.emit(query.match()));
    }
    return matcher.build();
  }
}
