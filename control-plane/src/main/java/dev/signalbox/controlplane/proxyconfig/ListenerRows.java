package dev.signalbox.controlplane.proxyconfig;

import dev.signalbox.controlplane.report.TextTable;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row a filter chain of a listener. */
final class ListenerRows {
  private static final String NONE = "-";

  private ListenerRows() {}

  private record Row(String match, String destination) {}

  static TextTable of(List<Listener> listeners, String prefix) {
    TextTable table = new TextTable("ADDRESSES", "PORT", "MATCH", "DESTINATION");
    listeners.stream()
        .sorted(
            Comparator.comparingInt(ListenerRows::port)
                .thenComparing(ListenerRows::addresses)
                .thenComparing(Listener::getName))
        .forEach(
            listener ->
                rows(listener)
                    .sorted(Comparator.comparing(Row::destination).reversed())
                    .forEach(
                        row ->
                            table.row(
                                prefix + addresses(listener),
                                listener.hasAddress() ? Integer.toString(port(listener)) : NONE,
                                row.match(),
                                row.destination())));
    return table;
  }

  private static Stream<Row> rows(Listener listener) {
    if (listener.hasApiListener()) {
      String destination = ListenerText.destination(listener.getApiListener().getApiListener());
      return Stream.of(new Row(ListenerText.ALL, destination));
    }
    Stream<FilterChain> fallback =
        listener.hasDefaultFilterChain()
            ? Stream.of(listener.getDefaultFilterChain())
            : Stream.empty();
    return Stream.concat(listener.getFilterChainsList().stream(), fallback)
        .map(
            chain ->
                new Row(
                    ListenerText.match(chain.getFilterChainMatch()),
                    ListenerText.destination(chain.getFiltersList())));
  }

  private static int port(Listener listener) {
    return listener.getAddress().getSocketAddress().getPortValue();
  }

  /** A listener without one, for a gRPC client, goes by its name. */
  private static String addresses(Listener listener) {
    if (!listener.hasAddress()) {
      return listener.getName();
    }
    return Stream.concat(
            Stream.of(listener.getAddress()),
            listener.getAdditionalAddressesList().stream().map(AdditionalAddress::getAddress))
        .map(ListenerRows::address)
        .collect(Collectors.joining(","));
  }

  private static String address(Address address) {
    return switch (address.getAddressCase()) {
      case SOCKET_ADDRESS -> address.getSocketAddress().getAddress();
      case PIPE -> address.getPipe().getPath();
      case ENVOY_INTERNAL_ADDRESS, ADDRESS_NOT_SET -> NONE;
    };
  }
}
