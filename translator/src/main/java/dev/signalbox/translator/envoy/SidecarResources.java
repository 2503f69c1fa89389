package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.envoy.OutboundListeners.Binding;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.envoy.PortHosts.Naming;
import dev.signalbox.translator.model.Mesh;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a sidecar gets. */
final class SidecarResources {
  /** Not an object's: it stands in the node's metadata. */
  private static final Origin PROXY_PORT = new Origin("", "", "HTTP_PROXY_PORT", "");

  private final Resources resources;
  private final ProxyView view;
  private final boolean intercepts;

  private SidecarResources(Mesh mesh, ProxyView view, Memo memo) {
    this.resources = new Resources(mesh, view, memo);
    this.view = view;
    this.intercepts = view.interception() != Interception.NONE;
  }

  static Resources of(Mesh mesh, ProxyView view, Memo memo) {
    SidecarResources sidecar = new SidecarResources(mesh, view, memo);
    sidecar.resources.addServiceClusters();
    sidecar.proxyPort();
    sidecar.outbound();
    if (sidecar.intercepts) {
      sidecar.intercepted();
    }
    return sidecar.resources;
  }

  private void outbound() {
    Binding binding =
        intercepts
            ? Binding.anyAddress(view)
            : new Binding(view.bindAddress(), ImmutableList.of(), true, false);
    Optional<VirtualHosts.Built> unknownHosts =
        intercepts ? Optional.of(VirtualHosts.allowAny()) : Optional.empty();
    new OutboundListeners(resources, binding, unknownHosts, ImmutableSet.of()).add();
  }

  /** The listener through which every host is reached by absolute-form requests. */
  private void proxyPort() {
    if (view.httpProxyPort().isEmpty()) {
      return;
    }
    List<Exposed> all =
        resources.mesh().services().values().stream()
            .flatMap(service -> service.ports().stream().map(port -> new Exposed(service, port)))
            .filter(exposed -> exposed.port().protocol().mayBeHttp())
            .sorted(
                Comparator.comparing((Exposed e) -> e.port().number() != 80)
                    .thenComparing(OutboundListeners.ORDER))
            .toList();
    List<VirtualHosts.Built> built =
        new PortHosts(resources).hosts(all, Naming.PORT_UNLESS_OBVIOUS, true);
    resources.addRoutes(ConnectRefusal.ROUTES, ConnectRefusal.inAll(built));
    resources.addListener(
        OutboundListeners.http(
            resources,
            new Listeners.At(view.bindAddress(), view.httpProxyPort().getAsInt(), true),
            ConnectRefusal.ROUTES,
            all,
            ImmutableList.of()),
        PROXY_PORT);
  }

  private void intercepted() {
    resources.add(OriginalDestinationClusters.passthrough());
    resources.add(OriginalDestinationClusters.inboundPassthrough());
    boolean transparent = view.interception() == Interception.TPROXY;
    resources.add(Listeners.virtualOutbound(view, transparent));
    ImmutableList<Listeners.InboundPort> inbound = InboundPorts.of(resources.mesh(), view);
    for (Listeners.InboundPort port : inbound) {
      resources.add(
          OriginalDestinationClusters.inbound(
              port.cluster(), OptionalInt.of(port.applicationPort())));
    }
    resources.add(Listeners.virtualInbound(view, inbound, transparent));
  }
}
