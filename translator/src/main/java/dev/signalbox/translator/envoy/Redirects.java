package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.model.RouteAction.Redirect;
import dev.signalbox.translator.model.RouteAction.Redirect.PathChange;
import dev.signalbox.translator.model.RouteAction.Redirect.RedirectPort;
import io.envoyproxy.envoy.config.route.v3.RedirectAction;
import io.envoyproxy.envoy.config.route.v3.RedirectAction.RedirectResponseCode;

/** Redirects. */
final class Redirects {
  private static final ImmutableMap<String, Integer> DEFAULT_PORTS =
      ImmutableMap.of("http", 80, "https", 443);

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
    }
    switch (redirect.port()) {
      case RedirectPort.ProtocolDefault() -> {}
      case RedirectPort.Fixed(int number) -> action.setPortRedirect(number);
      case RedirectPort.FromRequest() -> {
        String scheme = redirect.scheme().isEmpty() ? "http" : redirect.scheme();
        Integer implied = DEFAULT_PORTS.get(scheme);
        if (implied == null || implied != calledPort) {
          action.setPortRedirect(calledPort);
        }
      }
    }
    return action.build();
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
