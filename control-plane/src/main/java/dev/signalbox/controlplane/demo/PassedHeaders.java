package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.sun.net.httpserver.Headers;

/** The headers that each service hands on, so that routing and tracing see the whole call. */
final class PassedHeaders {

  /** Who is signed in; productpage sets it and never takes it from outside. */
  static final String END_USER = "end-user";

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "authorization",
          "b3",
          "cookie",
          "grpc-trace-bin",
          "jwt",
          "sw8",
          "traceparent",
          "tracestate",
          "user-agent",
          "x-b3-flags",
          "x-b3-parentspanid",
          "x-b3-sampled",
          "x-b3-spanid",
          "x-b3-traceid",
          "x-cloud-trace-context",
          "x-datadog-parent-id",
          "x-datadog-sampling-priority",
          "x-datadog-trace-id",
          "x-ot-span-context",
          "x-request-id");

  private PassedHeaders() {}

  static ImmutableMap<String, String> of(Headers incoming) {
    ImmutableMap.Builder<String, String> passed = ImmutableMap.builder();
    for (String name : NAMES) {
      if (incoming.containsKey(name)) {
        // Only cookies come in several lines.
        passed.put(name, String.join("; ", incoming.get(name)));
      }
    }
    return passed.buildOrThrow();
  }

  static ImmutableMap<String, String> withUser(Headers incoming, String user) {
    ImmutableMap.Builder<String, String> passed = ImmutableMap.builder();
    passed.putAll(of(incoming));
    if (!user.isEmpty()) {
      passed.put(END_USER, user);
    }
    return passed.buildOrThrow();
  }
}
