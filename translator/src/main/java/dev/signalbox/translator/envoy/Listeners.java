package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Duration;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.envoy.filter.HttpFilters;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Subnet;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.AdditionalAddress;
import io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.Arrays;
import java.util.Optional;

/**
 * Listeners. https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener.proto
 */
final class Listeners {
  static final String VIRTUAL_OUTBOUND = "virtualOutbound";
  static final String VIRTUAL_INBOUND = "virtualInbound";
  private static final int OUTBOUND_PORT = 15001;
  private static final int INBOUND_PORT = 15006;
  private static final String ANY_ADDRESS = "0.0.0.0";
  private static final String ANY_V6_ADDRESS = "::";
  private static final ImmutableList<String> HTTP_PROTOCOLS = ImmutableList.of("http/1.1", "h2c");

  private Listeners() {}

  /**
   * Where a listener is.
   *
   * @param bind false for a listener that gets its connections from virtualOutbound
   * @param more addresses beside the first one
   */
  record At(String address, int port, boolean bind, ImmutableList<String> more) {
    At {
      address = Address.canonical(address);
      more = more.stream().map(Address::canonical).collect(ImmutableList.toImmutableList());
    }

    At(String address, int port, boolean bind) {
      this(address, port, bind, ImmutableList.of());
    }

    /** All addresses that a proxy has. */
    static At anyAddress(ProxyView view, int port) {
      return switch (view.ipFamilies()) {
        case V4 -> new At(ANY_ADDRESS, port, false);
        case V6 -> new At(ANY_V6_ADDRESS, port, false);
        case BOTH -> new At(ANY_ADDRESS, port, false, ImmutableList.of(ANY_V6_ADDRESS));
      };
    }

    String name() {
      return address + "_" + port;
    }

    /** As people write it. */
    String text() {
      return port == 0 ? address : address + ":" + port;
    }

    private Listener.Builder listener(String name) {
      Listener.Builder listener =
          Listener.newBuilder().setName(name).setAddress(Protos.address(address, port));
      more.forEach(
          other ->
              listener.addAdditionalAddresses(
                  AdditionalAddress.newBuilder().setAddress(Protos.address(other, port))));
      return listener;
    }
  }

  /** A listener for a port: HTTP by rules, TCP, or whichever the bytes say. */
  sealed interface Inputs {
    At at();

    ImmutableList<TcpChain> chains();
  }

  /**
   * Everything is HTTP, but for connections to some subnets.
   *
   * @param edge a gateway, which trusts no address but the connection's
   * @param trustedProxies whose X-Forwarded-For entries count at an edge
   * @param dynamicDns whether requests may go to hosts that only they name
   */
  record Http(
      At at,
      String routes,
      boolean edge,
      int trustedProxies,
      Optional<IpFamilies> dynamicDns,
      ImmutableList<TcpChain> chains)
      implements Inputs {}

  /**
   * @param otherwise the cluster of what no chain is for; it is closed if there is none
   */
  record Tcp(At at, Optional<String> otherwise, ImmutableList<TcpChain> chains) implements Inputs {}

  /** HTTP by rules where the connection starts with HTTP, TCP where it doesn't. */
  record Sniffed(Http http, ImmutableList<TcpChain> chains) implements Inputs {
    @Override
    public At at() {
      return http.at;
    }
  }

  /** For calls to the proxy's own application. */
  record Inbound(At at, InboundPort port) implements Inputs {
    @Override
    public ImmutableList<TcpChain> chains() {
      return ImmutableList.of();
    }
  }

  static Resource emit(Inputs inputs) {
    Listener.Builder listener =
        inputs.at().listener(inputs.at().name()).setTrafficDirection(TrafficDirection.OUTBOUND);
    if (!inputs.at().bind()) {
      listener.setBindToPort(Protos.bool(false));
    }
    for (TcpChain chain : inputs.chains()) {
      addChain(listener, chain.subnets(), NetworkFilters.tcp(chain.target()));
    }
    ImmutableSet<Origin> origins =
        inputs.chains().stream()
            .flatMap(chain -> chain.target().origins().stream())
            .collect(ImmutableSet.toImmutableSet());
    return switch (inputs) {
      case Http http -> {
        addChain(listener, ImmutableList.of(), filters(http));
        yield resource(onlyChain(listener), ImmutableSet.of(http.routes), origins);
      }
      case Tcp tcp -> {
        if (!listener.hasDefaultFilterChain()) {
          tcp.otherwise.ifPresent(
              cluster -> addChain(listener, ImmutableList.of(), NetworkFilters.tcp(cluster)));
        }
        yield resource(onlyChain(listener), ImmutableSet.of(), origins);
      }
      case Inbound inbound -> {
        listener
            .setTrafficDirection(TrafficDirection.INBOUND)
            .addFilterChains(
                FilterChain.newBuilder()
                    .setName(inbound.port.cluster)
                    .addFilters(NetworkFilters.inbound(inbound.port)));
        yield resource(listener, ImmutableSet.of(), ImmutableSet.of());
      }
      case Sniffed sniffed -> {
        addSniffed(listener, sniffed.http);
        yield resource(listener, ImmutableSet.of(sniffed.http.routes), origins);
      }
    };
  }

  /** The chain that is for all is what connections get that no other one is for. */
  private static void addChain(
      Listener.Builder listener, ImmutableList<Subnet> subnets, Filter... filters) {
    FilterChain.Builder chain = FilterChain.newBuilder().addAllFilters(Arrays.asList(filters));
    if (subnets.isEmpty()) {
      listener.setDefaultFilterChain(chain);
      return;
    }
    for (Subnet subnet : subnets) {
      chain
          .getFilterChainMatchBuilder()
          .addPrefixRangesBuilder()
          .setAddressPrefix(subnet.address())
          .setPrefixLen(Protos.uint32(subnet.length()));
    }
    listener.addFilterChains(chain);
  }

  private static Filter[] filters(Http http) {
    Filter manager = NetworkFilters.http(http);
    return http.at.bind
        ? new Filter[] {manager}
        : new Filter[] {DestinationAddress.filter(), manager};
  }

  private static Listener.Builder onlyChain(Listener.Builder listener) {
    if (listener.getFilterChainsCount() == 0) {
      listener.addFilterChains(listener.getDefaultFilterChain());
      listener.clearDefaultFilterChain();
    }
    return listener;
  }

  private static void addSniffed(Listener.Builder listener, Http http) {
    listener
        .addListenerFilters(httpInspector())
        .setListenerFiltersTimeout(Duration.getDefaultInstance())
        .setContinueOnListenerFiltersTimeout(true)
        .addFilterChains(
            FilterChain.newBuilder()
                .setFilterChainMatch(
                    FilterChainMatch.newBuilder().addAllApplicationProtocols(HTTP_PROTOCOLS))
                .addAllFilters(Arrays.asList(filters(http))));
  }

  /**
   * Hands each intercepted connection to the listener of its destination.
   *
   * @param cluster where connections go that no listener has
   * @param transparent whether connections keep their addresses (TPROXY)
   */
  static Resource virtualOutbound(ProxyView view, String cluster, boolean transparent) {
    Listener.Builder listener =
        At.anyAddress(view, OUTBOUND_PORT)
            .listener(VIRTUAL_OUTBOUND)
            .setTrafficDirection(TrafficDirection.OUTBOUND)
            .setUseOriginalDst(Protos.bool(true))
            .setTransparent(Protos.bool(transparent))
            .addFilterChains(FilterChain.newBuilder().addFilters(NetworkFilters.tcp(cluster)));
    return resource(listener, ImmutableSet.of(), ImmutableSet.of());
  }

  /** A port of the proxy's own application. */
  record InboundPort(int applicationPort, boolean http, String cluster) {}

  /** What comes in for the application goes on to the port that it was meant for. */
  static Resource virtualInbound(
      ProxyView view, ImmutableList<InboundPort> ports, boolean transparent) {
    Listener.Builder listener =
        At.anyAddress(view, INBOUND_PORT)
            .listener(VIRTUAL_INBOUND)
            .setTrafficDirection(TrafficDirection.INBOUND)
            .setTransparent(Protos.bool(transparent))
            .addListenerFilters(
                ListenerFilter.newBuilder()
                    .setName("envoy.filters.listener.original_dst")
                    .setTypedConfig(Protos.pack(OriginalDst.getDefaultInstance())))
            .setDefaultFilterChain(
                FilterChain.newBuilder()
                    .setName(OriginalDestinationClusters.INBOUND_PASSTHROUGH)
                    .addFilters(
                        NetworkFilters.tcp(OriginalDestinationClusters.INBOUND_PASSTHROUGH)));
    for (InboundPort port : ports) {
      listener.addFilterChains(
          FilterChain.newBuilder()
              .setName(port.cluster)
              .setFilterChainMatch(
                  FilterChainMatch.newBuilder()
                      .setDestinationPort(Protos.uint32(port.applicationPort)))
              .addFilters(NetworkFilters.inbound(port)));
    }
    return resource(listener, ImmutableSet.of(), ImmutableSet.of());
  }

  /** A gRPC client's listener: it binds nothing, the client reads the routes' name from it. */
  static Resource api(String name, String routes) {
    HttpConnectionManager manager =
        HttpConnectionManager.newBuilder()
            .setStatPrefix(routes)
            .setRds(NetworkFilters.rds(routes))
            .addAllHttpFilters(HttpFilters.ofGrpcClients())
            .build();
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(name)
            .setApiListener(ApiListener.newBuilder().setApiListener(Protos.pack(manager)));
    return resource(listener, ImmutableSet.of(routes), ImmutableSet.of());
  }

  private static Resource resource(
      Listener.Builder listener, ImmutableSet<String> routes, ImmutableSet<Origin> origins) {
    return Resource.of(
        ResourceType.LISTENER, listener.getName(), listener.build(), routes, origins);
  }

  private static ListenerFilter httpInspector() {
    return ListenerFilter.newBuilder()
        .setName("envoy.filters.listener.http_inspector")
        .setTypedConfig(Protos.pack(HttpInspector.getDefaultInstance()))
        .build();
  }
}
