package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.VirtualService.HttpRedirect;
import dev.signalbox.translator.model.RouteAction.Redirect;
import dev.signalbox.translator.model.RouteAction.Redirect.PathChange;
import dev.signalbox.translator.model.RouteAction.Redirect.RedirectPort;
import org.jspecify.annotations.Nullable;

/** http[].redirect. */
final class Redirects {
  private static final ImmutableSet<Integer> STATUSES = ImmutableSet.of(301, 302, 303, 307, 308);
  private static final ImmutableSet<String> SCHEMES = ImmutableSet.of("", "http", "https");
  private static final ImmutableSet<String> PORTS =
      ImmutableSet.of("", "FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT");
  private static final int MOVED_PERMANENTLY = 301;

  private Redirects() {}

  static Redirect convert(HttpRedirect redirect, Origin origin, Diagnostics diagnostics) {
    int status = redirect.redirectCode() == 0 ? MOVED_PERMANENTLY : redirect.redirectCode();
    if (!STATUSES.contains(status)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("redirectCode"),
          status + " is not a redirect that Envoy can answer",
          "Use 301, 302, 303, 307 or 308.");
    }
    if (!SCHEMES.contains(redirect.scheme())) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("scheme"),
          redirect.scheme() + " is not a scheme of HTTP",
          "Use http or https.");
    }
    checkFields(redirect, origin, diagnostics);
    checkText(redirect.uri(), origin.at("uri"), diagnostics);
    checkText(redirect.prefixRewrite(), origin.at("prefixRewrite"), diagnostics);
    checkText(redirect.authority(), origin.at("authority"), diagnostics);
    return new Redirect(
        path(redirect), redirect.authority(), redirect.scheme(), port(redirect), status);
  }

  private static void checkText(@Nullable String text, Origin origin, Diagnostics diagnostics) {
    if (text != null) {
      HeaderValues.checkText(text, origin, diagnostics);
    }
  }

  private static void checkFields(HttpRedirect redirect, Origin origin, Diagnostics diagnostics) {
    if (redirect.uri() != null && redirect.prefixRewrite() != null) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "uri and prefixRewrite exclude each other",
          "Keep one of them.");
    }
    if (!PORTS.contains(redirect.derivePort())
        || (redirect.port() != null && !redirect.derivePort().isEmpty())) {
      diagnostics.add(
          Code.INVALID_VALUE,
          origin.at("derivePort"),
          "derivePort can't be " + redirect.derivePort() + " here",
          "Use FROM_PROTOCOL_DEFAULT or FROM_REQUEST_PORT, without port.");
    }
    if (redirect.port() != null) {
      Values.isPort(redirect.port(), origin.at("port"), diagnostics);
    }
    boolean nothing =
        redirect.uri() == null
            && redirect.prefixRewrite() == null
            && redirect.authority().isEmpty()
            && redirect.scheme().isEmpty()
            && redirect.port() == null
            && redirect.derivePort().isEmpty();
    if (nothing) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the redirect changes nothing",
          "Set uri, prefixRewrite, authority, scheme or port.");
    }
  }

  private static PathChange path(HttpRedirect redirect) {
    if (redirect.prefixRewrite() != null) {
      return new PathChange.ReplacePrefix(redirect.prefixRewrite());
    }
    return redirect.uri() == null || redirect.uri().isEmpty()
        ? new PathChange.Keep()
        : new PathChange.Replace(redirect.uri());
  }

  private static RedirectPort port(HttpRedirect redirect) {
    if (redirect.port() != null) {
      return new RedirectPort.Fixed(redirect.port());
    }
    return redirect.derivePort().equals("FROM_REQUEST_PORT")
        ? new RedirectPort.FromRequest()
        : new RedirectPort.ProtocolDefault();
  }
}
