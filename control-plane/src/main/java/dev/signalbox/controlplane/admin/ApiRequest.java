package dev.signalbox.controlplane.admin;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.controlplane.source.FileChange;
import dev.signalbox.controlplane.source.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request below {@code /api/v1/}.
 *
 * @param path what stands behind that, decoded
 */
record ApiRequest(
    String method,
    ImmutableList<String> path,
    ImmutableMap<String, String> query,
    InputStream body) {
  static final String PREFIX = "/api/v1/";

  /** What the findings call the body, as they call standard input. */
  private static final String BODY = "-";

  static ApiRequest of(HttpExchange exchange) {
    URI uri = exchange.getRequestURI();
    String method = exchange.getRequestMethod();
    return new ApiRequest(
        method.equals("HEAD") ? "GET" : method,
        Splitter.on('/')
            .splitToStream(uri.getRawPath().substring(PREFIX.length()))
            .map(ApiRequest::decoded)
            .collect(ImmutableList.toImmutableList()),
        query(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
        exchange.getRequestBody());
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  boolean flag(String name) {
    String value = Ascii.toLowerCase(query.getOrDefault(name, "false"));
    return switch (value) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw new ApiException(Answer.BAD_REQUEST, name + " is neither true nor false");
    };
  }

  /** A misspelt parameter, such as a dry run that is none, must not go unnoticed. */
  void allow(String... parameters) {
    Set<String> known = Set.of(parameters);
    query.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new ApiException(
                  Answer.BAD_REQUEST,
                  "there is no parameter " + name + "; there are " + String.join(", ", parameters));
            });
  }

  /** The body as a manifest file. */
  FileChange.Text manifests() throws IOException {
    return switch (ManifestReader.read(BODY, body)) {
      case FileChange.Text text -> text;
      case FileChange.Unreadable unreadable ->
          throw new ApiException(
              unreadable.message().contains("limit") ? Answer.TOO_LARGE : Answer.BAD_REQUEST,
              unreadable.message() + "; " + unreadable.fix());
      case FileChange.Read _,
          FileChange.Deleted _,
          FileChange.MeshText _,
          FileChange.UnreadableMesh _ ->
          throw new IllegalStateException("a body is none of these");
    };
  }

  private static ImmutableMap<String, String> query(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String part : Splitter.on('&').omitEmptyStrings().split(query)) {
      List<String> pair = Splitter.on('=').limit(2).splitToList(part);
      parameters.put(decoded(pair.getFirst()), pair.size() == 2 ? decoded(pair.get(1)) : "");
    }
    return ImmutableMap.copyOf(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new ApiException(Answer.BAD_REQUEST, "the address can't be decoded: " + text);
    }
  }
}
