package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.model.HeaderChanges;
import dev.signalbox.translator.model.HeaderChanges.Operations;
import dev.signalbox.translator.model.RequestMatch.HeaderMatch;
import dev.signalbox.translator.model.RouteAction.Forward;
import dev.signalbox.translator.model.RouteAction.WeightedDestination;
import dev.signalbox.translator.model.RouteRule;
import dev.signalbox.translator.model.Session;
import dev.signalbox.translator.model.StringMatch;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Sessions of rules with several destinations. What Envoy keeps names an endpoint; which
 * destination it is of stands in the cookie's name or, since clients look for a header by its name,
 * in a header of its own.
 */
final class SplitSessions {
  private static final String BACKEND = "-backend";

  private SplitSessions() {}

  /** What a destination is called; it stays when others come and go. */
  static String key(Forward forward, int place) {
    String name = name(forward.destinations().get(place));
    long before =
        forward.destinations().stream().limit(place).filter(d -> name(d).equals(name)).count();
    return before == 0 ? name : name + "." + (before + 1);
  }

  private static String name(WeightedDestination destination) {
    String host = destination.destination().host();
    int end = host.indexOf('.', host.indexOf('.') + 1);
    StringBuilder name = new StringBuilder(end < 0 ? host : host.substring(0, end));
    destination.destination().port().ifPresent(port -> name.append('.').append(port));
    return name.toString();
  }

  /** Of a request whose session is with the destination. */
  static HeaderMatch match(Session session, String key) {
    return switch (session) {
      case Session.Cookie cookie -> {
        String pair = Pattern.quote(named(cookie, key).name()) + "=.*";
        yield new HeaderMatch("cookie", new StringMatch.Regex("(?:.*;\\s*)?" + pair), false);
      }
      case Session.Header(String name) ->
          new HeaderMatch(lower(name) + BACKEND, new StringMatch.Exact(key), false);
    };
  }

  /** A rule's features where requests go to one of its destinations. */
  static RouteRule.Features features(RouteRule.Features features, String key) {
    return switch (features.session().orElse(null)) {
      case null -> features;
      case Session.Cookie cookie -> features.withSession(Optional.of(named(cookie, key)));
      case Session.Header(String name) ->
          new RouteRule.Features(
              answering(features.headers(), lower(name) + BACKEND, key),
              features.cors(),
              features.fault(),
              features.session());
    };
  }

  private static Session.Cookie named(Session.Cookie cookie, String key) {
    return cookie.withName(cookie.name() + "-" + key);
  }

  private static HeaderChanges answering(HeaderChanges headers, String name, String value) {
    TreeMap<String, String> set = new TreeMap<>(headers.response().set());
    set.put(name, value);
    return new HeaderChanges(
        headers.request(),
        new Operations(
            ImmutableSortedMap.copyOf(set), headers.response().add(), headers.response().remove()));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
