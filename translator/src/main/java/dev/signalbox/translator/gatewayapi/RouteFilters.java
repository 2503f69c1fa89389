package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.RouteFilter;
import dev.signalbox.translator.manifest.RouteFilter.HeaderModifier;
import dev.signalbox.translator.model.BackendFilters;
import dev.signalbox.translator.model.Cors;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.HeaderChanges.Operations;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RouteAction.Mirror;
import dev.signalbox.translator.model.RouteAction.Redirect;
import dev.signalbox.translator.model.RouteAction.Rewrite;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.Unresolved;
import dev.signalbox.translator.model.Unresolved.Reason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the filters of a rule or a backend do, all together. */
final class RouteFilters {
  static final String EXTENSION = "ExtensionRef";

  private static final String MIRROR = "RequestMirror";

  private final Flavour flavour;
  private final Diagnostics diagnostics;
  private final Backends backends;
  private final ImmutableList.Builder<Mirror> mirrors = ImmutableList.builder();
  private Optional<Cors> cors = Optional.empty();
  private Operations request = Operations.NONE;
  private Operations response = Operations.NONE;
  private Optional<RouteFilter.Redirect> redirect = Optional.empty();
  private Optional<RouteFilter.Rewrite> rewrite = Optional.empty();
  private Optional<Unresolved> extension = Optional.empty();

  private RouteFilters(Flavour flavour, Backends backends, Diagnostics diagnostics) {
    this.flavour = flavour;
    this.backends = backends;
    this.diagnostics = diagnostics;
  }

  static RouteFilters convert(
      ImmutableList<RouteFilter> filters,
      ImmutableSet<String> allowed,
      Origin origin,
      Backends backends,
      Diagnostics diagnostics) {
    RouteFilters converted = new RouteFilters(Flavour.of(origin), backends, diagnostics);
    Set<String> types = new HashSet<>();
    for (int i = 0; i < filters.size(); i++) {
      String type = filters.get(i).type();
      if (!types.add(type) && !type.equals(MIRROR)) {
        diagnostics.add(
            Code.CONFLICTING_FIELDS,
            origin.at(i),
            "there is a " + type + " filter before it",
            "Make them one.");
      }
      converted.add(filters.get(i), allowed, origin.at(i));
    }
    if (converted.redirect.isPresent() && converted.rewrite.isPresent()) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "RequestRedirect and URLRewrite exclude each other",
          "Keep one of them.");
    }
    return converted;
  }

  BackendFilters ofBackend(RequestMatch match) {
    return new BackendFilters(headers(), redirect(match), rewrite(match), mirrors(), cors);
  }

  private HeaderChanges headers() {
    return new HeaderChanges(request, response);
  }

  RouteRule.Features features() {
    return new RouteRule.Features(headers(), cors, Optional.empty());
  }

  ImmutableList<Mirror> mirrors() {
    return mirrors.build();
  }

  /** What can't be done: no extensions are known. */
  Optional<Unresolved> extension() {
    return extension;
  }

  boolean redirects() {
    return redirect.isPresent();
  }

  Optional<Redirect> redirect(RequestMatch match) {
    return redirect.map(written -> Redirects.convert(written, match));
  }

  Optional<Rewrite> rewrite(RequestMatch match) {
    return rewrite.map(written -> Rewrites.convert(written, match));
  }

  /** Whether what replaces a prefix stands in a rule that matches something else. */
  void checkPrefixes(ImmutableList<RuleParts.Match> matches, Origin origin) {
    boolean replaces =
        redirect.map(RouteFilter.Redirect::path).filter(Rewrites::replacesPrefix).isPresent()
            || rewrite.map(RouteFilter.Rewrite::path).filter(Rewrites::replacesPrefix).isPresent();
    if (replaces && !matches.stream().allMatch(match -> Rewrites.hasPrefix(match.request()))) {
      diagnostics.add(
          Code.CONFLICTING_FIELDS,
          origin,
          "replacePrefixMatch stands in a rule that matches no prefix",
          "Match by PathPrefix, or use ReplaceFullPath.");
    }
  }

  private void add(RouteFilter filter, ImmutableSet<String> allowed, Origin origin) {
    if (filter.type().isEmpty() || diagnostics.hasErrorIn(origin.at("type"))) {
      return; // The schema has said so.
    }
    if (!allowed.contains(filter.type())) {
      diagnostics.add(
          Code.NOT_SUPPORTED_YET,
          origin.at("type"),
          "the filter " + filter.type() + " is not supported here",
          "Supported here: " + String.join(", ", allowed) + ".");
      return;
    }
    switch (filter.type()) {
      case "RequestHeaderModifier" ->
          request = headers(filter.requestHeaderModifier(), false, filter, origin);
      case "ResponseHeaderModifier" ->
          response = headers(filter.responseHeaderModifier(), true, filter, origin);
      case "RequestRedirect" -> {
        redirect = required(filter.requestRedirect(), filter, origin);
        redirect.ifPresent(
            written ->
                Redirects.check(written, flavour, origin.at("requestRedirect"), diagnostics));
      }
      case "URLRewrite" -> {
        rewrite = required(filter.urlRewrite(), filter, origin);
        rewrite.ifPresent(written -> Rewrites.check(written, origin.at("urlRewrite"), diagnostics));
      }
      case MIRROR ->
          required(filter.requestMirror(), filter, origin)
              .flatMap(
                  written ->
                      Mirrors.convert(written, origin.at("requestMirror"), backends, diagnostics))
              .ifPresent(mirrors::add);
      case "CORS" -> cors = required(filter.cors(), filter, origin).map(CorsFilters::convert);
      case EXTENSION ->
          extension =
              required(filter.extensionRef(), filter, origin)
                  .map(
                      written ->
                          new Unresolved(
                              Reason.INVALID_FILTER_KIND,
                              "its filter refers to %s %s, which isn't known"
                                  .formatted(written.kind(), written.name())));
      default -> throw new IllegalStateException("no conversion for " + filter.type());
    }
  }

  private Operations headers(
      @Nullable HeaderModifier modifier, boolean ofResponse, RouteFilter filter, Origin origin) {
    String field = ofResponse ? "responseHeaderModifier" : "requestHeaderModifier";
    return required(modifier, filter, origin)
        .map(
            written ->
                new HeaderModifiers(ofResponse, diagnostics).convert(written, origin.at(field)))
        .orElse(Operations.NONE);
  }

  private <T> Optional<T> required(@Nullable T field, RouteFilter filter, Origin origin) {
    if (field == null && !diagnostics.hasErrorIn(origin)) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "the filter of type " + filter.type() + " doesn't say what to do",
          "Add the field for its type.");
    }
    return Optional.ofNullable(field);
  }
}
