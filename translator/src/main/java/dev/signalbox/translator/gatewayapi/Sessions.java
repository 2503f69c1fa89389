package dev.signalbox.translator.gatewayapi;

import com.google.common.hash.Hashing;
import dev.signalbox.translator.check.HeaderNames;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.SessionPersistence;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.Session;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** sessionPersistence of a rule. */
final class Sessions {
  private static final String ROOT = "/";
  private static final Pattern COOKIE_NAME = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]*");
  private static final Pattern COOKIE_PATH = Pattern.compile("/[ -:<-~]*");
  private static final Pattern REGEX = Pattern.compile("[^-A-Za-z0-9_~!@%&=:,;/]");

  private final Diagnostics diagnostics;

  Sessions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Whose cookie has no path of its own has the match's.
   *
   * @param rule its name, or its number where it has none
   */
  Optional<Session> convert(@Nullable SessionPersistence session, Origin origin, String rule) {
    if (session == null) {
      return Optional.empty();
    }
    SessionPersistence.Header header = session.header();
    if (header != null) {
      HeaderNames.check(header.name(), origin.at("header").at("name"), diagnostics);
      if (session.absoluteTimeout() != null) {
        withoutEffect(origin.at("absoluteTimeout"), "Envoy doesn't know how old a session is");
      }
      return Optional.of(new Session.Header(header.name()));
    }
    return Optional.ofNullable(session.cookie())
        .map(cookie -> cookie(session, cookie, origin, rule));
  }

  private Session cookie(
      SessionPersistence session, SessionPersistence.Cookie cookie, Origin origin, String rule) {
    Origin at = origin.at("cookie");
    String path = Objects.requireNonNullElse(cookie.path(), "");
    if (!path.isEmpty() && !COOKIE_PATH.matcher(path).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          at.at("path"),
          "\"" + path + "\" is not a cookie's path",
          "Begin it with / and leave out semicolons.");
    }
    String name = Objects.requireNonNullElse(cookie.name(), "");
    if (!COOKIE_NAME.matcher(name).matches()) {
      diagnostics.add(
          Code.INVALID_VALUE,
          at.at("name"),
          "\"" + name + "\" is not a cookie's name",
          "Use letters, digits and dashes.");
    }
    return new Session.Cookie(
        name.isEmpty() ? defaultName(origin, rule) : name,
        path,
        lifetime(session, "Permanent".equals(cookie.lifetimeType()), origin.at("absoluteTimeout")));
  }

  private Optional<Duration> lifetime(
      SessionPersistence session, boolean permanent, Origin origin) {
    Optional<Duration> lifetime = Durations.parse(session.absoluteTimeout(), origin, diagnostics);
    if (!permanent && lifetime.isPresent()) {
      withoutEffect(origin, "Envoy ends a session only together with its cookie");
      return Optional.empty();
    }
    if (lifetime.isPresent() && lifetime.get().compareTo(Duration.ofSeconds(1)) < 0) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "a cookie lives for a second or more", "Write 1s or more.");
    }
    return lifetime;
  }

  private void withoutEffect(Origin origin, String message) {
    diagnostics.add(
        Code.FIELD_WITHOUT_EFFECT,
        origin,
        message,
        "Remove it, or use a cookie with lifetimeType Permanent.");
  }

  /** Rules share no session unless they are told to. */
  private static String defaultName(Origin origin, String rule) {
    String id = String.join("/", origin.kind(), origin.namespace(), origin.name(), rule);
    return "session-"
        + Hashing.sha256().hashString(id, StandardCharsets.UTF_8).toString().substring(0, 8);
  }

  /** With the path of the requests that a rule's alternative matches. */
  static Session at(Session session, RequestMatch match) {
    return session instanceof Session.Cookie(String name, String path, var lifetime)
            && path.isEmpty()
        ? new Session.Cookie(name, path(match), lifetime)
        : session;
  }

  private static String path(RequestMatch match) {
    return match.path().map(Sessions::path).orElse(ROOT);
  }

  private static String path(PathMatch match) {
    return switch (match) {
      case PathMatch.Exact(String path, _) -> path;
      case PathMatch.SegmentPrefix(String prefix) -> prefix;
      case PathMatch.StringPrefix _ -> ROOT;
      case PathMatch.Regex(String regex) -> segments(regex);
    };
  }

  /** The whole segments before the first one that isn't plain. */
  private static String segments(String regex) {
    var special = REGEX.matcher(regex);
    if (!regex.startsWith(ROOT)) {
      return ROOT;
    }
    String plain = special.find() ? regex.substring(0, special.start()) : regex + ROOT;
    int end = plain.lastIndexOf('/');
    return end <= 0 ? ROOT : plain.substring(0, end);
  }
}
