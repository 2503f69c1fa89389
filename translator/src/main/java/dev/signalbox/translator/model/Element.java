package dev.signalbox.translator.model;

import dev.signalbox.translator.diagnostics.Origin;

/** What one object contributes to the mesh, before it is linked with the others. */
public sealed interface Element
    permits Service,
        ServicePolicy,
        Alias,
        Workload,
        EndpointSet,
        RouteTable,
        HostPolicy,
        Gateway,
        AttachedRoute,
        ApiGateway,
        ListenerSet,
        GatewayClass,
        NamespaceLabels,
        Unsupported,
        ReferenceGrant,
        RouteOverride,
        Sidecar,
        MeshDefinition {
  Origin origin();

  Precedence precedence();
}
