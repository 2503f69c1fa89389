package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.re2j.Pattern;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.SubstitutionFormatString;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.common.set_filter_state.v3.FilterStateValue;
import io.envoyproxy.envoy.extensions.filters.network.set_filter_state.v3.Config;
import io.envoyproxy.envoy.type.matcher.v3.FilterStateMatcher;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.stream.Collectors;

/** Where an intercepted connection was going, for routes to ask. */
final class DestinationAddress {
  private static final String KEY = "dev.signalbox.destination";

  private DestinationAddress() {}

  /** Keeps it with the connection. */
  static Filter filter() {
    FilterStateValue value =
        FilterStateValue.newBuilder()
            .setObjectKey(KEY)
            .setFactoryKey("envoy.string")
            .setFormatString(
                SubstitutionFormatString.newBuilder()
                    .setTextFormatSource(
                        DataSource.newBuilder()
                            .setInlineString("%DOWNSTREAM_LOCAL_ADDRESS_WITHOUT_PORT%")))
            .build();
    return Filter.newBuilder()
        .setName("envoy.filters.network.set_filter_state")
        .setTypedConfig(Protos.pack(Config.newBuilder().addOnNewConnection(value).build()))
        .build();
  }

  /** Holds for connections to one of the addresses. */
  static FilterStateMatcher oneOf(ImmutableList<String> addresses) {
    StringMatcher.Builder address = StringMatcher.newBuilder();
    if (addresses.size() == 1) {
      address.setExact(addresses.get(0));
    } else {
      address.setSafeRegex(
          Protos.regex(addresses.stream().map(Pattern::quote).collect(Collectors.joining("|"))));
    }
    return FilterStateMatcher.newBuilder().setKey(KEY).setStringMatch(address).build();
  }
}
