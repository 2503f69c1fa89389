package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.model.RouteAction.Redirect;
import dev.signalbox.translator.model.RouteAction.Redirect.PathChange;
import dev.signalbox.translator.model.RouteAction.Redirect.RedirectPort;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;
import java.util.OptionalInt;

/** Redirects. */
final class Redirects {
  private static final ImmutableMap<String, Integer> DEFAULT_PORTS =
      ImmutableMap.of("http", 80, "https", 443);

  private static final int HTTP_PORT = 80;

  private Redirects() {}

  static RedirectAction emit(Redirect redirect, int calledPort) {
    RedirectAction.Builder action =
        RedirectAction.newBuilder()
            .setHostRedirect(redirect.authority())
            .setResponseCode(code(redirect.status()));
    if (!redirect.scheme().isEmpty()) {
      action.setSchemeRedirect(redirect.scheme());
    }
    switch (redirect.path()) {
      case PathChange.Keep() -> {}
      case PathChange.Replace(String path) -> action.setPathRedirect(path);
      case PathChange.ReplacePrefix(String prefix) -> action.setPrefixRewrite(prefix);
      case PathChange.Regex(String pattern, String substitution) ->
          action.setRegexRewrite(
              RegexMatchAndSubstitute.newBuilder()
                  .setPattern(Protos.regex(pattern))
                  .setSubstitution(substitution));
    }
    port(redirect, calledPort).ifPresent(action::setPortRedirect);
    return action.build();
  }

  /** The port to name; none where the client knows it without. */
  private static OptionalInt port(Redirect redirect, int calledPort) {
    String scheme = redirect.scheme().isEmpty() ? "http" : redirect.scheme();
    int implied = DEFAULT_PORTS.getOrDefault(scheme, 0);
    return switch (redirect.port()) {
      case RedirectPort.ProtocolDefault() -> OptionalInt.empty();
      case RedirectPort.Fixed(int number) -> unless(implied, number);
      case RedirectPort.FromRequest() -> unless(implied, calledPort);
      // Envoy drops the port 80 of a request by itself, others would stay.
      case RedirectPort.SchemeDefault() ->
          calledPort == HTTP_PORT || !redirect.authority().isEmpty()
              ? OptionalInt.empty()
              : OptionalInt.of(implied);
    };
  }

  private static OptionalInt unless(int implied, int port) {
    return implied == port ? OptionalInt.empty() : OptionalInt.of(port);
  }

  private static RedirectResponseCode code(int status) {
    return switch (status) {
      case 302 -> RedirectResponseCode.FOUND;
      case 303 -> RedirectResponseCode.SEE_OTHER;
      case 307 -> RedirectResponseCode.TEMPORARY_REDIRECT;
      case 308 -> RedirectResponseCode.PERMANENT_REDIRECT;
      default -> RedirectResponseCode.MOVED_PERMANENTLY;
    };
  }
}
