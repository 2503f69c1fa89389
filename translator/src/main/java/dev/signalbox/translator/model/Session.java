package dev.signalbox.translator.model;

import java.time.Duration;
import java.util.Optional;

/** What carries from one request to the next to which endpoint they go. */
public sealed interface Session {
  String name();

  /**
   * A cookie.
   *
   * @param path of the requests that it goes with
   * @param lifetime empty: until the client ends
   */
  record Cookie(String name, String path, Optional<Duration> lifetime) implements Session {
    public Cookie withName(String other) {
      return new Cookie(other, path, lifetime);
    }
  }

  /** A header of requests and responses. */
  record Header(String name) implements Session {}
}
