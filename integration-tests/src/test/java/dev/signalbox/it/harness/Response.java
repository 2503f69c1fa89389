package dev.signalbox.it.harness;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableListMultimap;
import java.util.Optional;

/** What came back. A backend's answer names its version and echoes the request. */
public record Response(int status, HttpMessage message) {

  static Response of(HttpMessage message) {
    int status = Integer.parseInt(Splitter.on(' ').splitToList(message.startLine()).get(1));
    return new Response(status, message);
  }

  public Optional<String> header(String name) {
    return message.header(name);
  }

  /** By lower-case name. */
  public ImmutableListMultimap<String, String> headers() {
    return message.headers();
  }

  public String body() {
    return message.body();
  }

  /** The version of the backend that answered; without one, the status. */
  public String version() {
    return header(Backend.VERSION_HEADER).orElse(Integer.toString(status));
  }

  boolean closesConnection() {
    return header("connection").orElse("").equalsIgnoreCase("close");
  }
}
