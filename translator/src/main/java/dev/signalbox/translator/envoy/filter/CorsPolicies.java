package dev.signalbox.translator.envoy.filter;

import dev.signalbox.translator.envoy.Protos;
import dev.signalbox.translator.envoy.StringMatchers;
import dev.signalbox.translator.model.Cors;
import dev.signalbox.translator.model.Fraction;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.CorsPolicy;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/cors_filter */
public final class CorsPolicies {
  private static final String NAME = "envoy.filters.http.cors";

  private static final RuntimeFractionalPercent ALWAYS =
      RuntimeFractionalPercent.newBuilder().setDefaultValue(Protos.percent(Fraction.ALL)).build();

  private CorsPolicies() {}

  static HttpFilter filter() {
    return HttpFilter.newBuilder()
        .setName(NAME)
        .setTypedConfig(
            Protos.pack(
                io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors.getDefaultInstance()))
        .build();
  }

  /** A route's own policy; Envoy has none but routes'. */
  public static void override(Cors cors, Route.Builder route) {
    CorsPolicy.Builder policy =
        CorsPolicy.newBuilder()
            .setFilterEnabled(ALWAYS)
            .setForwardNotMatchingPreflights(Protos.bool(cors.forwardUnmatchedPreflights()))
            .setAllowMethods(String.join(",", cors.allowMethods()))
            .setAllowHeaders(String.join(",", cors.allowHeaders()))
            .setExposeHeaders(String.join(",", cors.exposeHeaders()));
    cors.allowOrigins()
        .forEach(origin -> policy.addAllowOriginStringMatch(StringMatchers.emit(origin)));
    cors.maxAge().ifPresent(age -> policy.setMaxAge(Long.toString(age.toSeconds())));
    cors.allowCredentials().map(Protos::bool).ifPresent(policy::setAllowCredentials);
    route.putTypedPerFilterConfig(NAME, Protos.pack(policy.build()));
  }
}
