package dev.signalbox.translator.istio;

import dev.signalbox.translator.check.RegularExpressions;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.HttpRewrite;
import dev.signalbox.translator.model.RouteAction.Rewrite;
import dev.signalbox.translator.model.RouteAction.Rewrite.PathRewrite;

/** http[].rewrite. */
final class Rewrites {
  private Rewrites() {}

  static Rewrite convert(HttpRewrite rewrite, Origin origin, Diagnostics diagnostics) {
    if (rewrite.uri() != null && rewrite.uriRegexRewrite() != null) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "uri and uriRegexRewrite exclude each other",
          "Keep one of them.");
    }
    HeaderValues.checkText(rewrite.authority(), origin.at("authority"), diagnostics);
    if (rewrite.uri() != null) {
      HeaderValues.checkText(rewrite.uri(), origin.at("uri"), diagnostics);
    }
    boolean nothing =
        rewrite.uri() == null && rewrite.uriRegexRewrite() == null && rewrite.authority().isEmpty();
    if (nothing) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the rewrite changes nothing",
          "Set uri, uriRegexRewrite or authority.");
    }
    return new Rewrite(path(rewrite, origin, diagnostics), rewrite.authority());
  }

  private static PathRewrite path(HttpRewrite rewrite, Origin origin, Diagnostics diagnostics) {
    var regex = rewrite.uriRegexRewrite();
    if (regex != null) {
      RegularExpressions.check(
          regex.match(), origin.at("uriRegexRewrite").at("match"), diagnostics);
      Origin substitution = origin.at("uriRegexRewrite").at("rewrite");
      HeaderValues.checkText(regex.rewrite(), substitution, diagnostics);
      RegularExpressions.checkSubstitution(
          regex.match(), regex.rewrite(), substitution, diagnostics);
      return new PathRewrite.Regex(regex.match(), regex.rewrite());
    }
    return rewrite.uri() == null || rewrite.uri().isEmpty()
        ? new PathRewrite.Keep()
        : new PathRewrite.ReplaceMatched(rewrite.uri());
  }
}
