package dev.signalbox.controlplane.status;

import static com.google.common.collect.ImmutableSetMultimap.toImmutableSetMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.net.InetAddresses;
import dev.signalbox.controlplane.server.ConnectedProxy;
import dev.signalbox.controlplane.server.StreamRegistry;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.ApiGateway;
import dev.signalbox.translator.model.ApiGateway.Address;
import dev.signalbox.translator.model.GatewayStatus;
import dev.signalbox.translator.model.RouteStatus.Condition;
import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the connected proxies of Gateways listen.
 *
 * @param proxies by NAMESPACE/NAME of their Gateway
 */
record GatewayAddresses(ImmutableSetMultimap<String, Listening> proxies) {
  static final GatewayAddresses NONE = new GatewayAddresses(ImmutableSetMultimap.of());

  /**
   * A proxy's addresses.
   *
   * @param own by which others reach it; empty if it doesn't say
   * @param everywhere whether it listens at all addresses of its machine
   */
  private record Listening(String own, boolean everywhere) {
    boolean at(String address) {
      InetAddress wanted = InetAddresses.forString(address);
      return (!own.isEmpty() && InetAddresses.forString(own).equals(wanted))
          || (everywhere && wanted.isLoopbackAddress());
    }
  }

  static GatewayAddresses of(StreamRegistry streams) {
    return new GatewayAddresses(
        streams.proxies().stream()
            .map(ConnectedProxy::node)
            .filter(node -> node.view().labels().containsKey(ApiGateway.NAME_LABEL))
            .collect(
                toImmutableSetMultimap(
                    node ->
                        node.view().namespace()
                            + "/"
                            + node.view().labels().get(ApiGateway.NAME_LABEL),
                    GatewayAddresses::listening)));
  }

  private static Listening listening(ProxyNode node) {
    String bind = node.view().bindAddress();
    boolean known = InetAddresses.isInetAddress(bind);
    return known && !InetAddresses.forString(bind).isAnyLocalAddress()
        ? new Listening(bind, false)
        : new Listening(node.address().filter(InetAddresses::isInetAddress).orElse(""), true);
  }

  /** The addresses of a Gateway: those that it asks for and has, or else all of its proxies. */
  ImmutableList<Address> of(Origin gateway, GatewayStatus status) {
    if (status.addresses().isEmpty()) {
      return assigned(gateway);
    }
    return status.addresses().stream()
        .flatMap(
            wanted ->
                wanted.value().isEmpty()
                    ? assigned(gateway).stream().filter(one -> one.type().equals(wanted.type()))
                    : Stream.of(wanted).filter(one -> isUsable(gateway, one)))
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private ImmutableList<Address> assigned(Origin gateway) {
    return proxies.get(key(gateway)).stream()
        .map(Listening::own)
        .filter(own -> !own.isEmpty())
        .distinct()
        .sorted()
        .map(own -> new Address(gateway, Address.IP, own))
        .collect(ImmutableList.toImmutableList());
  }

  /** Where a hostname leads is not known here. */
  private boolean isUsable(Origin gateway, Address wanted) {
    return !wanted.isIp()
        || proxies.get(key(gateway)).stream().anyMatch(proxy -> proxy.at(wanted.value()));
  }

  /** A Gateway that asks for addresses is programmed once its proxies have them. */
  GatewayStatus applied(Origin gateway, GatewayStatus status) {
    return missing(gateway, status)
        .map(
            why ->
                status.withConditions(
                    status.conditions().stream()
                        .map(
                            condition ->
                                condition.type().equals(why.type()) && condition.status()
                                    ? why
                                    : condition)
                        .collect(ImmutableList.toImmutableList())))
        .orElse(status);
  }

  private Optional<Condition> missing(Origin gateway, GatewayStatus status) {
    ImmutableSet<Address> wanted = ImmutableSet.copyOf(status.addresses());
    Optional<Condition> unusable =
        wanted.stream()
            .filter(one -> !one.value().isEmpty() && !isUsable(gateway, one))
            .findFirst()
            .map(
                one ->
                    new Condition(
                        "Programmed",
                        false,
                        "AddressNotUsable",
                        "no connected proxy of the Gateway has the address " + one.value()));
    return unusable.or(
        () ->
            wanted.isEmpty() || !of(gateway, status).isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Condition(
                        "Programmed",
                        false,
                        "AddressNotAssigned",
                        "no proxy of the Gateway is connected")));
  }

  private static String key(Origin gateway) {
    return gateway.namespace() + "/" + gateway.name();
  }
}
