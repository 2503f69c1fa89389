package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.VirtualService.HttpMatchRequest;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.ClientCondition;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.RequestMatch.QueryMatch;
import dev.signalbox.translator.model.StringMatch;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An entry of http[].match. */
final class HttpMatches {
  private static final StringMatch.Present PRESENT = new StringMatch.Present();

  private final Diagnostics diagnostics;

  HttpMatches(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  RequestMatch convert(HttpMatchRequest match, Origin origin) {
    ImmutableList.Builder<HeaderMatch> headers = ImmutableList.builder();
    pseudoHeader(":scheme", match.scheme(), origin.at("scheme"), headers);
    pseudoHeader(":method", match.method(), origin.at("method"), headers);
    pseudoHeader(":authority", match.authority(), origin.at("authority"), headers);
    headers(match.headers(), origin.at("headers"), false, headers);
    headers(match.withoutHeaders(), origin.at("withoutHeaders"), true, headers);
    OptionalInt port = match.port() == null ? OptionalInt.empty() : OptionalInt.of(match.port());
    return new RequestMatch(
        match.name(),
        path(match, origin.at("uri")),
        headers.build(),
        query(match.queryParams(), origin.at("queryParams")),
        new ClientCondition(port, match.sourceLabels()));
  }

  private void pseudoHeader(
      String name,
      VirtualService.@Nullable StringMatch match,
      Origin origin,
      ImmutableList.Builder<HeaderMatch> headers) {
    if (match != null) {
      headers.add(new HeaderMatch(name, required(match, origin), false));
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
              HeaderNames.check(name, origin.atKey(name), diagnostics);
              headers.add(
                  new HeaderMatch(
                      name.toLowerCase(Locale.ROOT), text(match, origin.atKey(name)), inverted));
            });
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
                    entry.getKey(), text(entry.getValue(), origin.atKey(entry.getKey()))))
        .collect(ImmutableList.toImmutableList());
  }

  private Optional<PathMatch> path(HttpMatchRequest match, Origin origin) {
    VirtualService.StringMatch uri = match.uri();
    if (uri == null || isEmptyPrefix(uri)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (required(uri, origin)) {
          case StringMatch.Exact(String path) -> new PathMatch.Exact(path, match.ignoreUriCase());
          case StringMatch.Prefix(String prefix) ->
              new PathMatch.StringPrefix(prefix, match.ignoreUriCase());
          case StringMatch.Regex(String pattern) -> new PathMatch.Regex(pattern);
          case StringMatch.Present() -> new PathMatch.StringPrefix("", false);
        });
  }

  /** Every path starts with it. */
  private static boolean isEmptyPrefix(VirtualService.StringMatch uri) {
    return uri.exact() == null && uri.regex() == null && "".equals(uri.prefix());
  }

  /** Where an empty condition makes no sense. */
  private StringMatch required(VirtualService.StringMatch match, Origin origin) {
    StringMatch text = text(match, origin);
    if (text instanceof StringMatch.Present && !"*".equals(match.regex())) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the condition has no value",
          "Add exact, prefix or regex with a value.");
    }
    return text;
  }

  /** An empty condition, or the regex *, asks only that there is a value. */
  private StringMatch text(VirtualService.StringMatch match, Origin origin) {
    if (match.exact() != null) {
      return nonEmpty(match.exact(), origin.at("exact"), new StringMatch.Exact(match.exact()));
    }
    if (match.prefix() != null) {
      return nonEmpty(match.prefix(), origin.at("prefix"), new StringMatch.Prefix(match.prefix()));
    }
    if (match.regex() == null || match.regex().equals("*")) {
      return PRESENT;
    }
    RegularExpressions.check(match.regex(), origin.at("regex"), diagnostics);
    return new StringMatch.Regex(match.regex());
  }

  private StringMatch nonEmpty(String value, Origin origin, StringMatch match) {
    if (value.isEmpty()) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "the value is empty", "Give it a value, or remove it.");
    }
    return match;
  }
}
