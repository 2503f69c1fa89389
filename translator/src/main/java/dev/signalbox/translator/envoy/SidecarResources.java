package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.envoy.OutboundListeners.Binding;
import dev.signalbox.translator.envoy.OutboundListeners.Ports;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Scope;
import dev.signalbox.translator.model.Sidecar;
import dev.signalbox.translator.model.Sidecar.CaptureMode;
import dev.signalbox.translator.model.SidecarIndex;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a sidecar gets. */
final class SidecarResources {
  /** Not an object's: it stands in the node's metadata. */
  private static final Origin PROXY_PORT = new Origin("", "", "HTTP_PROXY_PORT", "");

  private final Mesh mesh;
  private final Scope scope;
  private final Resources resources;
  private final ProxyView view;
  private final boolean intercepts;
  private final UnknownHosts unknown;

  private SidecarResources(Mesh mesh, Scope scope, ProxyView view, Memo memo) {
    this.mesh = mesh;
    this.scope = scope;
    this.resources = new Resources(scope.mesh(), scope.sidecar().map(Sidecar::origin), view, memo);
    this.view = view;
    this.intercepts = view.interception() != Interception.NONE;
    this.unknown = UnknownHosts.of(scope.outbound(), intercepts, resources);
  }

  /**
   * @param mesh all that is known
   * @param scope what of it the sidecar sees
   */
  static Resources of(Mesh mesh, Scope scope, ProxyView view, Memo memo) {
    SidecarResources sidecar = new SidecarResources(mesh, scope, view, memo);
    sidecar.checkSelection();
    sidecar.resources.addServiceClusters();
    sidecar.proxyPort();
    sidecar.outbound();
    sidecar.inbound();
    return sidecar.resources;
  }

  /** Those with equal selectors are wrong for any workload, and said with the manifests. */
  private void checkSelection() {
    ImmutableList<Sidecar> selecting = mesh.sidecars().selecting(view.namespace(), view.labels());
    for (Sidecar other : selecting) {
      if (!other.selector().equals(selecting.get(0).selector())) {
        resources.report(SidecarIndex.conflict(other, selecting.get(0)));
      }
    }
  }

  private void outbound() {
    ImmutableSet<Integer> taken =
        scope.parts().stream()
            .flatMap(part -> part.listener().stream())
            .flatMap(listener -> listener.port().stream())
            .map(Sidecar.ListenPort::number)
            .collect(ImmutableSet.toImmutableSet());
    for (Scope.Part part : scope.parts()) {
      Resources ofPart = resources.within(part.mesh());
      Optional<Sidecar.Egress> listener = part.listener().filter(l -> l.port().isPresent());
      if (listener.isPresent() && !listener.get().isOfOnePort()) {
        new AnyPortListener(ofPart, listener.get(), binding(part), unknown).add();
      } else {
        Ports ports =
            listener
                .map(l -> l.port().orElseThrow())
                .map(port -> Ports.one(port.number(), port.protocol()))
                .orElse(Ports.allBut(taken));
        new OutboundListeners(ofPart, binding(part), unknown, ports).add();
      }
    }
  }

  /** What an egress listener says of its place goes before what the proxy does by itself. */
  private Binding binding(Scope.Part part) {
    String bind = part.listener().map(Sidecar.Egress::bind).orElse("");
    boolean real =
        !intercepts
            || Address.isUnix(bind)
            || part.listener().filter(l -> l.capture() == CaptureMode.NONE).isPresent();
    if (!bind.isEmpty()) {
      return new Binding(bind, ImmutableList.of(), real, false);
    }
    return real
        ? new Binding(view.bindAddress(), ImmutableList.of(), true, false)
        : Binding.anyAddress(view);
  }

  /** The listener through which every host is reached by absolute-form requests. */
  private void proxyPort() {
    if (view.httpProxyPort().isEmpty()) {
      return;
    }
    List<VirtualHosts.Built> built = AnyPortListener.hosts(resources);
    resources.addRoutes(ConnectRefusal.ROUTES, ConnectRefusal.inAll(built));
    resources.addListener(
        OutboundListeners.http(
            resources,
            new Listeners.At(view.bindAddress(), view.httpProxyPort().getAsInt(), true),
            ConnectRefusal.ROUTES,
            AnyPortListener.exposed(resources, true),
            ImmutableList.of()),
        PROXY_PORT);
  }

  /** Ingress listeners take the place of what the workload's services say. */
  private void inbound() {
    ImmutableList<Sidecar.Ingress> ingress =
        scope.sidecar().map(Sidecar::ingress).orElse(ImmutableList.of());
    ImmutableList<Listeners.InboundPort> ports = new IngressResources(resources).add(ingress);
    if (!intercepts) {
      return;
    }
    resources.add(OriginalDestinationClusters.passthrough());
    resources.add(SidecarClusters.blackHole());
    resources.add(OriginalDestinationClusters.inboundPassthrough(view.ipFamilies()));
    boolean transparent = view.interception() == Interception.TPROXY;
    resources.addOwnListener(Listeners.virtualOutbound(view, unknown.cluster(), transparent));
    if (ingress.isEmpty()) {
      ports = InboundPorts.of(mesh, view);
      for (Listeners.InboundPort port : ports) {
        resources.add(
            OriginalDestinationClusters.inbound(
                port.cluster(), OptionalInt.of(port.applicationPort()), view.ipFamilies()));
      }
    }
    resources.addOwnListener(Listeners.virtualInbound(view, ports, transparent));
  }
}
