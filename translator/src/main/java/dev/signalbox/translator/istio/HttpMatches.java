package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.check.HeaderNames;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.RequestMatch.QueryMatch;
import dev.signalbox.translator.model.StringMatch;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An entry of http[].match. */
final class HttpMatches {
  /** Istio's form for what a JWT says. */
  private static final String CLAIMS = "@request.auth.claims";

  private final Diagnostics diagnostics;
  private final StringMatches texts;

  HttpMatches(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.texts = new StringMatches(diagnostics);
  }

  RequestMatch convert(HttpMatchRequest match, Origin origin) {
    ImmutableList.Builder<HeaderMatch> headers = ImmutableList.builder();
    pseudoHeader(":scheme", match.scheme(), origin.at("scheme"), headers);
    pseudoHeader(":method", match.method(), origin.at("method"), headers);
    pseudoHeader(":authority", match.authority(), origin.at("authority"), headers);
    headers(match.headers(), origin.at("headers"), false, headers);
    headers(match.withoutHeaders(), origin.at("withoutHeaders"), true, headers);
    return new RequestMatch(
        match.name(),
        match.statPrefix(),
        path(match, origin.at("uri")),
        headers.build(),
        query(match.queryParams(), origin.at("queryParams")),
        ClientConditions.convert(match, origin, diagnostics));
  }

  private void pseudoHeader(
      String name,
      VirtualService.@Nullable StringMatch match,
      Origin origin,
      ImmutableList.Builder<HeaderMatch> headers) {
    if (match != null) {
      headers.add(new HeaderMatch(name, texts.required(match, origin), false));
    }
  }

  /** By name, so that the order in the file doesn't count. */
  private void headers(
      ImmutableMap<String, VirtualService.StringMatch> matches,
      Origin origin,
      boolean inverted,
      ImmutableList.Builder<HeaderMatch> headers) {
    ImmutableSortedMap.copyOf(matches)
        .forEach(
            (name, match) -> {
              name(name, origin.atKey(name));
              headers.add(
                  new HeaderMatch(
                      name.toLowerCase(Locale.ROOT),
                      texts.convert(match, origin.atKey(name)),
                      inverted));
            });
  }

  private void name(String name, Origin origin) {
    if (name.startsWith(CLAIMS)) {
      diagnostics.add(
          Code.UNSUPPORTED_FIELD,
          origin,
          "nothing here reads tokens, so no request has claims",
          "Match a header that your gateway sets from the token.");
    } else {
      HeaderNames.check(name, origin, diagnostics);
    }
  }

  private ImmutableList<QueryMatch> query(
      ImmutableMap<String, VirtualService.StringMatch> matches, Origin origin) {
    if (matches.containsKey("")) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "a query parameter has no name", "Name or remove it.");
    }
    return ImmutableSortedMap.copyOf(matches).entrySet().stream()
        .map(
            entry ->
                new QueryMatch(
                    entry.getKey(), texts.convert(entry.getValue(), origin.atKey(entry.getKey()))))
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<PathMatch> path(HttpMatchRequest match, Origin origin) {
    VirtualService.StringMatch uri = match.uri();
    if (match.ignoreUriCase() && uri != null && uri.regex() != null) {
      diagnostics.add(
          Code.WITHOUT_EFFECT,
          origin,
          "ignoreUriCase is for exact and prefix only",
          "Start a regex with (?i), or remove ignoreUriCase.");
    }
    if (uri == null || isEmptyPrefix(uri)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (texts.required(uri, origin)) {
          case StringMatch.Exact(String path) -> new PathMatch.Exact(path, match.ignoreUriCase());
          case StringMatch.Prefix(String prefix) ->
              new PathMatch.StringPrefix(prefix, match.ignoreUriCase());
          case StringMatch.Regex(String pattern) -> new PathMatch.Regex(pattern);
          case StringMatch.Present() -> new PathMatch.StringPrefix("", false);
          case StringMatch.OneOf one -> throw new IllegalStateException("a path has one value");
        });
  }

  /** Every path starts with it. */
  private static boolean isEmptyPrefix(VirtualService.StringMatch uri) {
    return uri.exact() == null && uri.regex() == null && "".equals(uri.prefix());
  }
}
