package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.check.HeaderNames;
import dev.signalbox.translator.check.RegularExpressions;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.manifest.HttpRoute.ValueMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.RequestMatch.QueryMatch;
import dev.signalbox.translator.model.Specificity;
import dev.signalbox.translator.model.StringMatch;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTPRoute's matches. */
final class HttpMatches {
  private static final ImmutableSet<String> METHODS =
      ImmutableSet.of(
          "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  /** What is never encoded in a query. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~-]+");

  private final Diagnostics diagnostics;

  HttpMatches(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  RuleParts.Match convert(HttpRoute.Match match, Origin origin) {
    Paths.Path path = Paths.convert(match.path(), origin.at("path"), diagnostics);
    ImmutableList<HeaderMatch> headers = headers(match.headers(), origin.at("headers"));
    ImmutableList<QueryMatch> query = query(match.queryParams(), origin.at("queryParams"));
    RequestMatch request =
        new RequestMatch(
            "",
            "",
            path.match(),
            withMethod(match.method(), headers, origin.at("method")),
            query,
            RequestMatch.any().client());
    return new RuleParts.Match(
        request,
        Specificity.http(
            path.kind(), path.length(), match.method() != null, headers.size(), query.size()));
  }

  private ImmutableList<HeaderMatch> withMethod(
      @Nullable String method, ImmutableList<HeaderMatch> headers, Origin origin) {
    if (method == null) {
      return headers;
    }
    if (!METHODS.contains(method)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          method + " is not a method that can be matched",
          "Use one of " + String.join(", ", METHODS) + ".");
    }
    return ImmutableList.<HeaderMatch>builder()
        .add(new HeaderMatch(":method", new StringMatch.Exact(method), false))
        .addAll(headers)
        .build();
  }

  ImmutableList<HeaderMatch> headers(ImmutableList<ValueMatch> matches, Origin origin) {
    ImmutableList.Builder<HeaderMatch> headers = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < matches.size(); i++) {
      ValueMatch match = matches.get(i);
      Origin at = origin.at(i);
      HeaderNames.check(match.name(), at.at("name"), diagnostics);
      String name = match.name().toLowerCase(Locale.ROOT);
      if (isFirst(name, names, at)) {
        StringMatch value = value(match, at);
        boolean anyOf = Flavour.of(origin) == Flavour.LINKERD;
        headers.add(new HeaderMatch(name, anyOf ? new StringMatch.OneOf(value) : value, false));
      }
    }
    return headers.build();
  }

  private ImmutableList<QueryMatch> query(ImmutableList<ValueMatch> matches, Origin origin) {
    ImmutableList.Builder<QueryMatch> query = ImmutableList.builder();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < matches.size(); i++) {
      ValueMatch match = matches.get(i);
      if (isFirst(match.name(), names, origin.at(i))) {
        query.add(new QueryMatch(match.name(), parameter(match, origin.at(i))));
      }
    }
    return query.build();
  }

  /** Of several parameters of the name, Linkerd takes any one, which regular expressions can't. */
  private StringMatch parameter(ValueMatch match, Origin origin) {
    StringMatch value = value(match, origin);
    boolean anyOf =
        Flavour.of(origin) == Flavour.LINKERD
            && value instanceof StringMatch.Exact
            && PLAIN.matcher(match.name()).matches()
            && PLAIN.matcher(match.value()).matches();
    return anyOf ? new StringMatch.OneOf(value) : value;
  }

  /** The API has only the first condition on a name count. */
  private boolean isFirst(String name, Set<String> names, Origin origin) {
    boolean first = names.add(name);
    if (!first) {
      diagnostics.add(
          Code.REPEATED_CONDITION,
          origin.at("name"),
          "the condition has no effect: there is one on " + name + " before it",
          "Make them one, such as a regular expression.");
    }
    return first;
  }

  private StringMatch value(ValueMatch match, Origin origin) {
    if (match.value().isEmpty()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("value"),
          "the value is empty",
          "Write what is to be there.");
    }
    return switch (Optional.ofNullable(match.type()).orElse("Exact")) {
      case "Exact" -> new StringMatch.Exact(match.value());
      case "RegularExpression" -> {
        RegularExpressions.check(match.value(), origin.at("value"), diagnostics);
        yield new StringMatch.Regex(match.value());
      }
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("type"),
            match.type() + " is not a way to match",
            "Use Exact or RegularExpression.");
        yield new StringMatch.Exact(match.value());
      }
    };
  }
}
