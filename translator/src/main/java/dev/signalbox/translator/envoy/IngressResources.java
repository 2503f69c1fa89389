package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Sidecar.CaptureMode;
import dev.signalbox.translator.model.Sidecar.Ingress;
import dev.signalbox.translator.model.Sidecar.LocalEndpoint;
import java.util.Optional;
import java.util.OptionalInt;

/** What a Sidecar's ingress listeners become. */
final class IngressResources {
  private static final String ANY_ADDRESS = "0.0.0.0";
  private static final String ANY_V6_ADDRESS = "::";

  private final Resources resources;
  private final ProxyView view;

  IngressResources(Resources resources) {
    this.resources = resources;
    this.view = resources.view();
  }

  /** Adds clusters, and the listeners that bind; says which ports are intercepted. */
  ImmutableList<Listeners.InboundPort> add(ImmutableList<Ingress> ingress) {
    ImmutableList.Builder<Listeners.InboundPort> intercepted = ImmutableList.builder();
    for (Ingress listener : ingress) {
      String cluster = "inbound|" + listener.port() + "||";
      Listeners.InboundPort port =
          new Listeners.InboundPort(listener.port(), listener.protocol().isHttp(), cluster);
      if (!binds(listener)) {
        resources.add(intercepted(cluster, listener));
        intercepted.add(port);
      } else if (listener.endpoint() instanceof LocalEndpoint.Original) {
        resources.report(noEndpoint(listener));
      } else {
        resources.add(application(cluster, listener).orElseThrow());
        resources.addListener(
            new Listeners.Inbound(new Listeners.At(address(listener), listener.port(), true), port),
            listener.origin());
      }
    }
    return intercepted.build();
  }

  private boolean binds(Ingress listener) {
    return listener.capture() == CaptureMode.DEFAULT
        ? view.interception() == Interception.NONE
        : listener.capture() == CaptureMode.NONE;
  }

  private static String address(Ingress listener) {
    return listener.bind().isEmpty() ? ANY_ADDRESS : listener.bind();
  }

  /** An intercepted connection was going to the workload's own address. */
  private dev.signalbox.translator.Resource intercepted(String cluster, Ingress listener) {
    return switch (listener.endpoint()) {
      case LocalEndpoint.Original() ->
          OriginalDestinationClusters.inbound(
              cluster, OptionalInt.of(listener.port()), view.ipFamilies());
      case LocalEndpoint.Instance(int port) ->
          OriginalDestinationClusters.inbound(cluster, OptionalInt.of(port), view.ipFamilies());
      default -> application(cluster, listener).orElseThrow();
    };
  }

  private Optional<dev.signalbox.translator.Resource> application(
      String cluster, Ingress listener) {
    return Optional.ofNullable(
            switch (listener.endpoint()) {
              case LocalEndpoint.Original() -> null;
              case LocalEndpoint.Instance(int port) -> Protos.address(instance(listener), port);
              case LocalEndpoint.Loopback(String address, int port) ->
                  Protos.address(address, port);
              case LocalEndpoint.Socket(String path) -> Protos.address(Address.UNIX + path, 0);
            })
        .map(address -> SidecarClusters.application(cluster, address, listener.origin()));
  }

  /** Without interception, the address at which the proxy itself is reached. */
  private String instance(Ingress listener) {
    String bind = listener.bind();
    return bind.isEmpty() || bind.equals(ANY_ADDRESS) || bind.equals(ANY_V6_ADDRESS)
        ? view.bindAddress()
        : bind;
  }

  private static Diagnostic noEndpoint(Ingress listener) {
    return Diagnostic.of(
        Code.NO_LOCAL_ENDPOINT,
        listener.origin(),
        "the port "
            + listener.port()
            + " is not intercepted, so nobody knows where its calls were going",
        "Add defaultEndpoint.");
  }
}
