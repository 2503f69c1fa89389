package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.re2j.Pattern;
import dev.signalbox.translator.annotations.RequestAnnotations;
import dev.signalbox.translator.check.RegularExpressions;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.GrpcRoute;
import dev.signalbox.translator.manifest.GrpcRoute.MethodMatch;
import dev.signalbox.translator.model.AttachedRoute.Entry;
import dev.signalbox.translator.model.PathMatch;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.Specificity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A GRPCRoute's rules, an entry for each alternative. */
final class GrpcRules {
  /** gRPC's UNAVAILABLE, which is what the API wants where a backend is missing. */
  private static final int UNAVAILABLE = 503;

  private static final ImmutableSet<String> FILTERS =
      ImmutableSet.of("RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror");
  private static final ImmutableSet<String> BACKEND_FILTERS =
      ImmutableSet.<String>builder().addAll(FILTERS).add(RouteFilters.EXTENSION).build();
  private static final GrpcRoute.Match ANY = new GrpcRoute.Match(null, ImmutableList.of());
  private static final String ANY_SEGMENT = "[^/]+";

  private final RuleParts parts;
  private final RequestAnnotations annotations;
  private final Diagnostics diagnostics;

  GrpcRules(String namespace, RequestAnnotations annotations, Diagnostics diagnostics) {
    this.annotations = annotations;
    this.parts = new RuleParts(new Backends(namespace, UNAVAILABLE, diagnostics), diagnostics);
    this.diagnostics = diagnostics;
  }

  ImmutableList<Entry> convert(GrpcRoute.Rule rule, Origin origin) {
    ImmutableList<RuleParts.Match> matches =
        parts.matches(
            rule.matches().isEmpty() ? ImmutableList.of(ANY) : rule.matches(),
            origin.at("matches"),
            this::match);
    return parts.entries(
        new RuleParts.Rule(
            origin,
            rule.name(),
            matches,
            rule.filters(),
            FILTERS,
            BACKEND_FILTERS,
            rule.backendRefs(),
            Tries.UNSET.or(annotations, RequestAnnotations.Kind.GRPC),
            rule.sessionPersistence()));
  }

  private RuleParts.Match match(GrpcRoute.Match match, Origin origin) {
    ImmutableList<HeaderMatch> headers =
        new HttpMatches(diagnostics).headers(match.headers(), origin.at("headers"));
    MethodMatch method = match.method();
    RequestMatch request =
        new RequestMatch(
            "",
            "",
            path(method, origin.at("method")),
            headers,
            ImmutableList.of(),
            RequestMatch.any().client());
    return new RuleParts.Match(
        request,
        Specificity.grpc(
            method == null ? 0 : text(method.service()).length(),
            method == null ? 0 : text(method.method()).length(),
            headers.size()));
  }

  private Optional<PathMatch> path(@Nullable MethodMatch match, Origin origin) {
    if (match == null) {
      return Optional.empty();
    }
    String service = text(match.service());
    String method = text(match.method());
    if (diagnostics.hasErrorIn(origin)) {
      return Optional.empty();
    }
    if (service.isEmpty() && method.isEmpty()) {
      diagnostics.add(
          Code.MISSING_FIELD,
          origin,
          "neither service nor method is set",
          "Set one of them, or leave out the whole match.");
      return Optional.empty();
    }
    if ("RegularExpression".equals(match.type())) {
      return Optional.of(regex(service, method, origin));
    }
    if (method.isEmpty()) {
      return Optional.of(new PathMatch.SegmentPrefix("/" + service));
    }
    return Optional.of(
        service.isEmpty()
            ? new PathMatch.Regex("/" + ANY_SEGMENT + "/" + Pattern.quote(method))
            : new PathMatch.Exact("/" + service + "/" + method, false));
  }

  private PathMatch regex(String service, String method, Origin origin) {
    if (!service.isEmpty()) {
      RegularExpressions.check(service, origin.at("service"), diagnostics);
    }
    if (!method.isEmpty()) {
      RegularExpressions.check(method, origin.at("method"), diagnostics);
    }
    return new PathMatch.Regex("/" + segment(service) + "/" + segment(method));
  }

  private static String segment(String regex) {
    return regex.isEmpty() ? ANY_SEGMENT : "(?:" + regex + ")";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
