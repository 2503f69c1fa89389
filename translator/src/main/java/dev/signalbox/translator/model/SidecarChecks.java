package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteAction.Destination;
import java.util.OptionalInt;

/** What is wrong with Sidecars only together with other objects. */
final class SidecarChecks {
  private final Mesh mesh;
  private final Diagnostics diagnostics;

  SidecarChecks(Mesh mesh, Diagnostics diagnostics) {
    this.mesh = mesh;
    this.diagnostics = diagnostics;
  }

  void check() {
    for (ImmutableList<Sidecar> same : mesh.sidecars().conflicting()) {
      same.stream()
          .skip(1)
          .forEach(sidecar -> diagnostics.add(SidecarIndex.conflict(sidecar, same.get(0))));
    }
    for (Sidecar sidecar : mesh.sidecars().all()) {
      sidecar.egress().forEach(listener -> hosts(listener, sidecar.origin().namespace()));
      sidecar
          .outbound()
          .flatMap(OutboundTrafficPolicy::egressProxy)
          .ifPresent(proxy -> egressProxy(proxy, sidecar.origin()));
    }
  }

  /** A Sidecar of the root namespace has . for many namespaces. */
  private void hosts(Sidecar.Egress listener, String namespace) {
    for (int i = 0; i < listener.hosts().size(); i++) {
      Sidecar.Import entry = listener.hosts().get(i);
      boolean known =
          entry.host().startsWith("*")
              || entry.namespace().equals("~")
              || mesh.service(entry.host()).isPresent()
              || !mesh.routes().inMesh("*", entry.host()).isEmpty();
      if (!known) {
        unknown(entry, listener.origin().at("hosts").at(i), namespace);
      }
    }
  }

  private void unknown(Sidecar.Import entry, Origin origin, String namespace) {
    boolean isShort = !entry.host().contains(".");
    String full = entry.host() + "." + namespace + "." + ClusterDomain.NAME;
    diagnostics.add(
        Code.UNKNOWN_EGRESS_HOST,
        origin,
        "nothing has the host " + entry.host(),
        isShort ? "Write the full name, such as " + full + "." : "Correct it, or define the host.");
  }

  private void egressProxy(Destination proxy, Origin sidecar) {
    new DestinationResolver(mesh, mesh.policies().clients(sidecar.namespace()).get(0))
        .problem(proxy, OptionalInt.empty())
        .ifPresent(
            problem ->
                diagnostics.add(
                    Diagnostic.of(
                        problem.code(),
                        sidecar.at("spec").at("outboundTrafficPolicy").at("egressProxy"),
                        problem.message(),
                        problem.fix())));
  }
}
