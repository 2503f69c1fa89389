package dev.signalbox.translator.envoy.filter;

import com.google.protobuf.Message;
import dev.signalbox.translator.envoy.Protos;
import dev.signalbox.translator.model.Session;
import io.envoyproxy.envoy.config.core.v3.TypedExtensionConfig;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.http.stateful_session.v3.StatefulSession;
import io.envoyproxy.envoy.extensions.filters.http.stateful_session.v3.StatefulSessionPerRoute;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.http.stateful_session.cookie.v3.CookieBasedSessionState;
import io.envoyproxy.envoy.extensions.http.stateful_session.header.v3.HeaderBasedSessionState;
import io.envoyproxy.envoy.type.http.v3.Cookie;

/**
 * https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/stateful_session_filter
 */
public final class Sessions {
  private static final String NAME = "envoy.filters.http.stateful_session";

  private Sessions() {}

  /** It costs nothing where no route has a session. */
  static HttpFilter filter() {
    return HttpFilter.newBuilder()
        .setName(NAME)
        .setTypedConfig(Protos.pack(StatefulSession.getDefaultInstance()))
        .setDisabled(true)
        .build();
  }

  /** A route's own session; where its endpoint is gone, another one takes over. */
  public static void override(Session session, Route.Builder route) {
    StatefulSessionPerRoute config =
        StatefulSessionPerRoute.newBuilder()
            .setStatefulSession(StatefulSession.newBuilder().setSessionState(state(session)))
            .build();
    route.putTypedPerFilterConfig(NAME, Protos.pack(config));
  }

  private static TypedExtensionConfig state(Session session) {
    return switch (session) {
      case Session.Header(String name) ->
          extension("header", HeaderBasedSessionState.newBuilder().setName(name).build());
      case Session.Cookie(String name, String path, var lifetime) -> {
        Cookie.Builder cookie = Cookie.newBuilder().setName(name).setPath(path);
        lifetime.map(Protos::duration).ifPresent(cookie::setTtl);
        yield extension("cookie", CookieBasedSessionState.newBuilder().setCookie(cookie).build());
      }
    };
  }

  private static TypedExtensionConfig extension(String kind, Message config) {
    return TypedExtensionConfig.newBuilder()
        .setName("envoy.http.stateful_session." + kind)
        .setTypedConfig(Protos.pack(config))
        .build();
  }
}
