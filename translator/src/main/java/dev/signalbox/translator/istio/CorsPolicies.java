package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.check.HeaderNames;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.VirtualService.CorsPolicy;
import dev.signalbox.translator.model.Cors;
import dev.signalbox.translator.model.StringMatch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** http[].corsPolicy. */
final class CorsPolicies {
  private static final ImmutableSet<String> METHODS =
      ImmutableSet.of(
          "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*");
  private static final ImmutableSet<String> UNMATCHED =
      ImmutableSet.of("", "UNSPECIFIED", "FORWARD", "IGNORE");
  private static final String ANY = "*";

  private final Origin origin;
  private final Diagnostics diagnostics;

  private CorsPolicies(Origin origin, Diagnostics diagnostics) {
    this.origin = origin;
    this.diagnostics = diagnostics;
  }

  static Cors convert(CorsPolicy policy, Origin origin, Diagnostics diagnostics) {
    return new CorsPolicies(origin, diagnostics).convert(policy);
  }

  private Cors convert(CorsPolicy policy) {
    if (!UNMATCHED.contains(policy.unmatchedPreflights())) {
      invalid(
          origin.at("unmatchedPreflights"),
          policy.unmatchedPreflights() + " is not known",
          "Use FORWARD or IGNORE.");
    }
    return new Cors(
        origins(policy),
        methods(policy.allowMethods()),
        headers(policy.allowHeaders(), origin.at("allowHeaders")),
        headers(policy.exposeHeaders(), origin.at("exposeHeaders")),
        maxAge(policy),
        Optional.ofNullable(policy.allowCredentials()),
        !policy.unmatchedPreflights().equals("IGNORE"));
  }

  /** The old list counts only without the new one. */
  private ImmutableList<StringMatch> origins(CorsPolicy policy) {
    if (policy.allowOrigins().isEmpty()) {
      return policy.allowOrigin().stream()
          .map(StringMatch.Exact::new)
          .collect(ImmutableList.toImmutableList());
    }
    StringMatches texts = new StringMatches(diagnostics);
    ImmutableList.Builder<StringMatch> origins = ImmutableList.builder();
    for (int i = 0; i < policy.allowOrigins().size(); i++) {
      Origin at = origin.at("allowOrigins").at(i);
      StringMatch match = texts.required(policy.allowOrigins().get(i), at);
      if (ANY.equals(policy.allowOrigins().get(i).regex())) {
        invalid(at, "* is not a regular expression", "Write .* for any origin.");
      } else {
        origins.add(match);
      }
    }
    return origins.build();
  }

  private ImmutableList<String> methods(ImmutableList<String> methods) {
    for (int i = 0; i < methods.size(); i++) {
      if (!METHODS.contains(methods.get(i))) {
        invalid(
            origin.at("allowMethods").at(i),
            "\"" + methods.get(i) + "\" is not a method of HTTP",
            "Use some of " + String.join(", ", METHODS) + ".");
      }
    }
    return methods;
  }

  private ImmutableList<String> headers(ImmutableList<String> names, Origin at) {
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).equals(ANY)) {
        HeaderNames.check(names.get(i), at.at(i), diagnostics);
      }
    }
    return names;
  }

  private Optional<Duration> maxAge(CorsPolicy policy) {
    Origin at = origin.at("maxAge");
    Optional<Duration> maxAge = Durations.convert(policy.maxAge(), at, diagnostics);
    if (maxAge.isPresent() && !maxAge.get().equals(maxAge.get().truncatedTo(ChronoUnit.SECONDS))) {
      invalid(at, "the time is finer than a second", "Make it whole seconds.");
    }
    return maxAge;
  }

  private void invalid(Origin at, String message, String fix) {
    diagnostics.add(Code.INVALID_VALUE, at, message, fix);
  }
}
