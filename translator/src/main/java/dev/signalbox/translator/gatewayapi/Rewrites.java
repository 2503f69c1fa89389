package dev.signalbox.translator.gatewayapi;

import com.google.re2j.Pattern;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.RouteFilter;
import dev.signalbox.translator.manifest.RouteFilter.PathModifier;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction.Rewrite;
import dev.signalbox.translator.model.RouteAction.Rewrite.PathRewrite;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** urlRewrite. */
final class Rewrites {
  private static final String ROOT = "/";
  private static final String WHOLE_PATH = "^/.*$";

  private Rewrites() {}

  static void check(RouteFilter.Rewrite rewrite, Origin origin, Diagnostics diagnostics) {
    if (rewrite.hostname() != null) {
      checkHost(rewrite.hostname(), origin.at("hostname"), diagnostics);
    }
    if (rewrite.path() != null) {
      checkPath(rewrite.path(), origin.at("path"), diagnostics);
    }
  }

  static void checkHost(String host, Origin origin, Diagnostics diagnostics) {
    if (!host.matches("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + host + "\" is not a host name",
          "Write a DNS name in lower case, without a port.");
    }
  }

  static void checkPath(PathModifier path, Origin origin, Diagnostics diagnostics) {
    String value =
        switch (path.type()) {
          case "ReplaceFullPath" -> path.replaceFullPath();
          case "ReplacePrefixMatch" -> path.replacePrefixMatch();
          default -> null;
        };
    boolean other = path.replaceFullPath() != null && path.replacePrefixMatch() != null;
    if (value == null || other) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the path's type is " + path.type() + ", which its other fields don't fit",
          "Use ReplaceFullPath with replaceFullPath, or ReplacePrefixMatch with"
              + " replacePrefixMatch.");
    } else if (value.chars().anyMatch(c -> c <= ' ' || c == 127)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the new path has a blank or a control character",
          "Encode it, such as %20.");
    }
  }

  static boolean replacesPrefix(PathModifier path) {
    return path.type().equals("ReplacePrefixMatch");
  }

  static boolean hasPrefix(RequestMatch match) {
    return match.path().isEmpty() || match.path().get() instanceof PathMatch.SegmentPrefix;
  }

  static Rewrite convert(RouteFilter.Rewrite rewrite, RequestMatch match) {
    return new Rewrite(
        path(rewrite.path(), match), Objects.requireNonNullElse(rewrite.hostname(), ""));
  }

  private static PathRewrite path(@Nullable PathModifier path, RequestMatch match) {
    if (path == null) {
      return new PathRewrite.Keep();
    }
    if (!replacesPrefix(path)) {
      return new PathRewrite.Regex(WHOLE_PATH, substitution(absolute(path.replaceFullPath())));
    }
    String replacement = replacement(path);
    String prefix = prefix(match);
    if (prefix.equals(ROOT)) {
      return new PathRewrite.ReplaceMatched(replacement + ROOT);
    }
    return replacement.isEmpty()
        ? new PathRewrite.Regex(withRest(prefix), ROOT)
        : new PathRewrite.ReplaceMatched(replacement);
  }

  /** The prefix with the slashes that follow it. */
  static String withRest(String prefix) {
    return "^" + Pattern.quote(prefix) + "/*";
  }

  static String prefix(RequestMatch match) {
    return match.path().orElse(null) instanceof PathMatch.SegmentPrefix(String prefix)
        ? prefix
        : ROOT;
  }

  /** Without a slash at the end: what follows the prefix brings its own. */
  static String replacement(PathModifier path) {
    String text = Objects.requireNonNullElse(path.replacePrefixMatch(), "");
    String absolute = text.isEmpty() || text.startsWith(ROOT) ? text : ROOT + text;
    int end = absolute.length();
    while (end > 0 && absolute.charAt(end - 1) == '/') {
      end--;
    }
    return absolute.substring(0, end);
  }

  static String absolute(@Nullable String path) {
    return path == null || path.isEmpty() ? ROOT : path.startsWith(ROOT) ? path : ROOT + path;
  }

  /** A backslash stands before a group's number in a substitution. */
  private static String substitution(String text) {
    return text.replace("\\", "\\\\");
  }
}
