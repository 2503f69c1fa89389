package dev.signalbox.it.harness;

import com.google.common.collect.ImmutableListMultimap;

/**
 * A request without a body. The Host is a header like any other, which the JDK's client forbids.
 */
public record Request(String method, String target, ImmutableListMultimap<String, String> headers) {

  public static Request get(String host, String target) {
    return new Request("GET", target, ImmutableListMultimap.of("Host", host));
  }

  public Request method(String other) {
    return new Request(other, target, headers);
  }

  public Request with(String name, String value) {
    return new Request(
        method,
        target,
        ImmutableListMultimap.<String, String>builder().putAll(headers).put(name, value).build());
  }

  String text() {
    StringBuilder text = new StringBuilder("%s %s HTTP/1.1\r\n".formatted(method, target));
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }
}
