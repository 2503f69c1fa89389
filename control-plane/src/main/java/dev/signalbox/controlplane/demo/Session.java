package dev.signalbox.controlplane.demo;

import com.google.common.base.Splitter;
import com.sun.net.httpserver.Headers;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who is signed in: a cookie, without any proof, as any password will do here. */
final class Session {
  private static final String COOKIE = "user";
  private static final String FIELD = "username";

  private Session() {}

  /** The user, or an empty string. */
  static String user(Headers headers) {
    List<String> cookies = headers.getOrDefault("cookie", List.of());
    return printable(value(String.join(";", cookies), ';', COOKIE));
  }

  static String userOfForm(String form) {
    return printable(value(form, '&', FIELD));
  }

  static String started(String user) {
    return COOKIE + "=" + URLEncoder.encode(user, StandardCharsets.UTF_8) + "; Path=/; HttpOnly";
  }

  static String ended() {
    return COOKIE + "=; Path=/; Max-Age=0";
  }

  private static String value(String pairs, char separator, String key) {
    for (String pair : Splitter.on(separator).trimResults().split(pairs)) {
      if (pair.startsWith(key + "=")) {
        return decode(pair.substring(key.length() + 1));
      }
    }
    return "";
  }

  private static String decode(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** A name goes into a header, so it must not end one and begin another. */
  private static String printable(String user) {
    return user.strip().replaceAll("[^\\x20-\\x7e]", "");
  }
}
