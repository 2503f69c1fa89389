package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Scope;
import dev.signalbox.translator.model.ScopeSelection;
import dev.signalbox.translator.model.Sidecar;
import java.util.Optional;

/** What of the mesh a proxy gets. Proxies of a namespace that have the same Sidecar share it. */
final class Scopes {
  private Scopes() {}

  /** The name of a namespace's selection in the memo. */
  private record Name(String namespace, Origin sidecar) {}

  /** Gateways see all that is exported to them; only the others can have a Sidecar. */
  static Scope of(Mesh mesh, ProxyView view, Memo memo) {
    Optional<Sidecar> sidecar =
        view.role() == ProxyView.Role.GATEWAY
            ? Optional.empty()
            : mesh.sidecar(view.namespace(), view.labels());
    if (sidecar.isEmpty() || sidecar.get().egress().isEmpty()) {
      Mesh seen = mesh.seenFrom(view.namespace());
      return new Scope(
          seen,
          ImmutableList.of(new Scope.Part(Optional.empty(), seen)),
          sidecar,
          outbound(mesh, sidecar));
    }
    ScopeSelection selection = select(mesh, view.namespace(), sidecar.get(), memo);
    return new Scope(
        mesh.with(view.namespace(), selection.services(), selection.routes()),
        selection.parts().stream()
            .map(
                part ->
                    new Scope.Part(
                        Optional.of(part.listener()),
                        mesh.with(view.namespace(), part.services(), part.routes())))
            .collect(ImmutableList.toImmutableList()),
        sidecar,
        outbound(mesh, sidecar));
  }

  private static dev.signalbox.translator.model.OutboundTrafficPolicy outbound(
      Mesh mesh, Optional<Sidecar> sidecar) {
    return sidecar.flatMap(Sidecar::outbound).orElse(mesh.settings().outbound());
  }

  private static ScopeSelection select(Mesh mesh, String namespace, Sidecar sidecar, Memo memo) {
    ScopeSelection.Inputs inputs =
        new ScopeSelection.Inputs(
            mesh.services(),
            memo.stage("services by namespace", mesh.services(), ScopeSelection::byNamespace),
            mesh.routes(),
            mesh.linked().services(),
            mesh.aliases(),
            mesh.settings(),
            namespace,
            sidecar);
    return memo.stage(new Name(namespace, sidecar.origin()), inputs, ScopeSelection::of);
  }
}
