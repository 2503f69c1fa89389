package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.HeaderChanges.Operations;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption.HeaderAppendAction;
import java.util.Map;
import java.util.Optional;

/** Header operations, which routes and weighted clusters have alike. */
final class HeaderMutations {
  private static final String AUTHORITY = ":authority";

  private HeaderMutations() {}

  /** What is set before what is added, each by name; the host goes another way. */
  static ImmutableList<HeaderValueOption> added(Operations operations) {
    ImmutableList.Builder<HeaderValueOption> options = ImmutableList.builder();
    for (Map.Entry<String, String> entry : operations.set().entrySet()) {
      if (isOrdinary(entry.getKey())) {
        options.add(option(entry, HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD));
      }
    }
    for (Map.Entry<String, String> entry : operations.add().entrySet()) {
      if (isOrdinary(entry.getKey())) {
        options.add(option(entry, HeaderAppendAction.APPEND_IF_EXISTS_OR_ADD));
      }
    }
    return options.build();
  }

  /** Envoy changes the host by rewriting it; set beats add. */
  static Optional<String> host(Operations operations) {
    return Optional.ofNullable(operations.set().get(AUTHORITY))
        .or(() -> Optional.ofNullable(operations.add().get(AUTHORITY)));
  }

  private static boolean isOrdinary(String name) {
    return !name.startsWith(":");
  }

  private static HeaderValueOption option(
      Map.Entry<String, String> header, HeaderAppendAction action) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(header.getKey()).setValue(header.getValue()))
        .setAppendAction(action)
        .build();
  }
}
