package dev.signalbox.translator.gatewayapi;

import dev.signalbox.translator.check.RegularExpressions;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.Specificity;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conditions on paths. */
final class Paths {
  private static final String ROOT = "/";
  private static final Pattern CHARACTERS =
      Pattern.compile("(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+");
  private static final List<String> FORBIDDEN = List.of("//", "/./", "/../", "%2f", "#");

  private Paths() {}

  /**
   * A path's condition with what counts for its order.
   *
   * @param match empty: any path
   */
  record Path(Optional<PathMatch> match, Specificity.Path kind, int length) {}

  static Path convert(HttpRoute.@Nullable PathMatch path, Origin origin, Diagnostics diagnostics) {
    if (path == null) {
      return prefix(ROOT);
    }
    String value = Objects.requireNonNullElse(path.value(), ROOT);
    return switch (Objects.requireNonNullElse(path.type(), "PathPrefix")) {
      case "Exact" -> {
        check(value, origin.at("value"), diagnostics);
        yield new Path(
            Optional.of(new PathMatch.Exact(value, false)), Specificity.Path.EXACT, value.length());
      }
      case "PathPrefix" -> {
        check(value, origin.at("value"), diagnostics);
        yield prefix(value);
      }
      case "RegularExpression" -> {
        RegularExpressions.check(value, origin.at("value"), diagnostics);
        yield new Path(
            Optional.of(new PathMatch.Regex(value)), Specificity.Path.REGEX, value.length());
      }
      default -> {
        diagnostics.add(
            Code.INVALID_VALUE,
            origin.at("type"),
            path.type() + " is not a way to match a path",
            "Use Exact, PathPrefix or RegularExpression.");
        yield prefix(ROOT);
      }
    };
  }

  /** By segments, so that a slash at the end makes no difference. */
  private static Path prefix(String value) {
    String segments = value.endsWith(ROOT) ? value.substring(0, value.length() - 1) : value;
    return segments.isEmpty()
        ? new Path(Optional.empty(), Specificity.Path.PREFIX, 1)
        : new Path(
            Optional.of(new PathMatch.SegmentPrefix(segments)),
            Specificity.Path.PREFIX,
            segments.length());
  }

  private static void check(String value, Origin origin, Diagnostics diagnostics) {
    if (!value.startsWith(ROOT) || !CHARACTERS.matcher(value).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "\"" + value + "\" is not a path",
          "Start it with / and encode what isn't allowed in a URL's path.");
      return;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    boolean relative = lower.endsWith("/..") || lower.endsWith("/.");
    if (relative || FORBIDDEN.stream().anyMatch(lower::contains)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin,
          "the path " + value + " isn't in its normal form",
          "Leave out //, /./, /../ and %2F.");
    }
  }
}
