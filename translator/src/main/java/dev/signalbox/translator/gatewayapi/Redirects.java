package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.RouteFilter;
import dev.signalbox.translator.manifest.RouteFilter.PathModifier;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction.Redirect;
import dev.signalbox.translator.model.RouteAction.Redirect.PathChange;
import dev.signalbox.translator.model.RouteAction.Redirect.RedirectPort;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** requestRedirect. */
final class Redirects {
  private static final ImmutableSet<String> SCHEMES = ImmutableSet.of("http", "https");
  private static final int FOUND = 302;

  private Redirects() {}

  static void check(
      RouteFilter.Redirect redirect, Flavour flavour, Origin origin, Diagnostics diagnostics) {
    if (!flavour.redirectStatuses().contains(status(redirect))) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("statusCode"),
          status(redirect) + " is not a status of a redirect here",
          flavour.redirectStatuses().stream()
              .map(String::valueOf)
              .collect(Collectors.joining(", ", "Use one of ", ".")));
    }
    if (redirect.scheme() != null && !SCHEMES.contains(redirect.scheme())) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("scheme"),
          redirect.scheme() + " is not a scheme of HTTP",
          "Use http or https.");
    }
    if (redirect.hostname() != null) {
      Rewrites.checkHost(redirect.hostname(), origin.at("hostname"), diagnostics);
    }
    if (redirect.port() != null) {
      Values.isPort(redirect.port(), origin.at("port"), diagnostics);
    }
    if (redirect.path() != null) {
      Rewrites.checkPath(redirect.path(), origin.at("path"), diagnostics);
    }
  }

  static Redirect convert(RouteFilter.Redirect redirect, RequestMatch match) {
    return new Redirect(
        path(redirect.path(), match),
        Objects.requireNonNullElse(redirect.hostname(), ""),
        Objects.requireNonNullElse(redirect.scheme(), ""),
        port(redirect),
        status(redirect));
  }

  /** Linkerd's proxy has 301 if nothing is said, but its schema says 302, as Gateway API's does. */
  private static int status(RouteFilter.Redirect redirect) {
    return Objects.requireNonNullElse(redirect.statusCode(), FOUND);
  }

  private static RedirectPort port(RouteFilter.Redirect redirect) {
    if (redirect.port() != null) {
      return new RedirectPort.Fixed(redirect.port());
    }
    return redirect.scheme() == null
        ? new RedirectPort.FromRequest()
        : new RedirectPort.SchemeDefault();
  }

  private static PathChange path(@Nullable PathModifier path, RequestMatch match) {
    if (path == null) {
      return new PathChange.Keep();
    }
    if (!Rewrites.replacesPrefix(path)) {
      return new PathChange.Replace(Rewrites.absolute(path.replaceFullPath()));
    }
    String replacement = Rewrites.replacement(path);
    String prefix = Rewrites.prefix(match);
    if (prefix.equals("/")) {
      return new PathChange.ReplacePrefix(replacement + "/");
    }
    return replacement.isEmpty()
        ? new PathChange.Regex(Rewrites.withRest(prefix), "/")
        : new PathChange.ReplacePrefix(replacement);
  }
}
