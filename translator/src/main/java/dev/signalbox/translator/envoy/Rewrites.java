package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.RouteAction.Rewrite;
import dev.signalbox.translator.model.RouteAction.Rewrite.PathRewrite;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatchAndSubstitute;

/** What a request looks like when it is passed on. */
final class Rewrites {
  private Rewrites() {}

  static void set(RouteAction.Builder action, Rewrite rewrite) {
    switch (rewrite.path()) {
      case PathRewrite.Keep() -> {}
      case PathRewrite.ReplaceMatched(String replacement) -> action.setPrefixRewrite(replacement);
      case PathRewrite.Regex(String pattern, String substitution) ->
          action.setRegexRewrite(
              RegexMatchAndSubstitute.newBuilder()
                  .setPattern(Protos.regex(pattern))
                  .setSubstitution(substitution));
    }
    if (!rewrite.authority().isEmpty()) {
      action.setHostRewriteLiteral(rewrite.authority());
    }
  }
}
