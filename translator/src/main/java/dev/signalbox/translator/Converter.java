package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.annotations.ServiceAnnotations;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.gatewayapi.GrpcRoutes;
import dev.signalbox.translator.gatewayapi.HttpRoutes;
import dev.signalbox.translator.gatewayapi.ReferenceGrants;
import dev.signalbox.translator.gatewayapi.TcpRoutes;
import dev.signalbox.translator.gatewayapi.TlsKinds;
import dev.signalbox.translator.istio.DestinationRules;
import dev.signalbox.translator.istio.Gateways;
import dev.signalbox.translator.istio.MeshConfigs;
import dev.signalbox.translator.istio.ServiceEntries;
import dev.signalbox.translator.istio.Sidecars;
import dev.signalbox.translator.istio.VirtualServices;
import dev.signalbox.translator.istio.WorkloadEntries;
import dev.signalbox.translator.kubernetes.EndpointSlices;
import dev.signalbox.translator.kubernetes.Namespaces;
import dev.signalbox.translator.kubernetes.Pods;
import dev.signalbox.translator.kubernetes.Services;
import dev.signalbox.translator.linkerd.ServiceProfiles;
import dev.signalbox.translator.manifest.ApiGateway;
import dev.signalbox.translator.manifest.BackendTlsPolicy;
import dev.signalbox.translator.manifest.DestinationRule;
import dev.signalbox.translator.manifest.Document;
import dev.signalbox.translator.manifest.EndpointSlice;
import dev.signalbox.translator.manifest.Endpoints;
import dev.signalbox.translator.manifest.GatewayClass;
import dev.signalbox.translator.manifest.GrpcRoute;
import dev.signalbox.translator.manifest.HttpRoute;
import dev.signalbox.translator.manifest.IstioGateway;
import dev.signalbox.translator.manifest.ListenerSet;
import dev.signalbox.translator.manifest.MeshConfig;
import dev.signalbox.translator.manifest.Namespace;
import dev.signalbox.translator.manifest.Pod;
import dev.signalbox.translator.manifest.ReferenceGrant;
import dev.signalbox.translator.manifest.Service;
import dev.signalbox.translator.manifest.ServiceEntry;
import dev.signalbox.translator.manifest.ServiceProfile;
import dev.signalbox.translator.manifest.Sidecar;
import dev.signalbox.translator.manifest.TcpRoute;
import dev.signalbox.translator.manifest.TlsRoute;
import dev.signalbox.translator.manifest.VirtualService;
import dev.signalbox.translator.manifest.WorkloadEntry;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.RouteHints;
import java.util.Optional;

/** The one conversion from manifest to model: it serves translation and validation. */
final class Converter {
  private Converter() {}

  static ManifestObject convert(Document document) {
    Diagnostics diagnostics = new Diagnostics(document.diagnostics());
    document.schemaDiagnostics().forEach(diagnostics::add);
    Origin metadata = document.id().at("metadata");
    // Names become parts of hosts and domains, so without a valid one nothing can be made.
    boolean named = !diagnostics.hasErrorIn(metadata, metadata.at("labels"));
    ImmutableList<Element> elements = named ? elements(document, diagnostics) : ImmutableList.of();
    elements.forEach(element -> RouteHints.of(element).forEach(diagnostics::add));
    return new ManifestObject(
        document.id(),
        document.group(),
        elements,
        document.manifest() instanceof VirtualService manifest && named
            ? Optional.of(manifest)
            : Optional.empty(),
        document.source(),
        document.text(),
        SchemaFindings.once(diagnostics.toList(), document));
  }

  private static ImmutableList<Element> elements(Document document, Diagnostics diagnostics) {
    Origin id = document.id();
    return switch (document.manifest()) {
      case VirtualService manifest -> VirtualServices.convert(manifest, id, diagnostics);
      case DestinationRule manifest -> DestinationRules.convert(manifest, id, diagnostics);
      case IstioGateway manifest -> Gateways.convert(manifest, id, diagnostics);
      case ServiceEntry manifest -> ServiceEntries.convert(manifest, id, diagnostics);
      case WorkloadEntry manifest -> WorkloadEntries.convert(manifest, id, diagnostics);
      case HttpRoute manifest -> HttpRoutes.convert(manifest, id, diagnostics);
      case GrpcRoute manifest -> GrpcRoutes.convert(manifest, id, diagnostics);
      case TcpRoute manifest -> TcpRoutes.convert(manifest, id, diagnostics);
      case ServiceProfile manifest -> ServiceProfiles.convert(manifest, id, diagnostics);
      case ApiGateway manifest ->
          dev.signalbox.translator.gatewayapi.Gateways.convert(manifest, id, diagnostics);
      case ListenerSet manifest ->
          dev.signalbox.translator.gatewayapi.Gateways.convert(manifest, id, diagnostics);
      case GatewayClass manifest ->
          dev.signalbox.translator.gatewayapi.Gateways.convert(manifest, id);
      case Namespace manifest -> Namespaces.convert(manifest, id);
      case TlsRoute manifest -> TlsKinds.convert(manifest, id, diagnostics);
      case BackendTlsPolicy manifest -> TlsKinds.convert(manifest, id, diagnostics);
      case ReferenceGrant manifest -> ReferenceGrants.convert(manifest, id, diagnostics);
      case Sidecar manifest -> Sidecars.convert(manifest, id, diagnostics);
      case MeshConfig.Document manifest -> MeshConfigs.convert(manifest, id, diagnostics);
      case Service manifest ->
          ImmutableList.<Element>builder()
              .addAll(Services.convert(manifest, id, diagnostics))
              .addAll(ServiceAnnotations.convert(manifest.metadata(), id, diagnostics))
              .build();
      case EndpointSlice manifest -> EndpointSlices.convert(manifest, id, diagnostics);
      case Endpoints manifest -> EndpointSlices.convert(manifest, id, diagnostics);
      case Pod manifest -> Pods.convert(manifest, id, diagnostics);
      default -> throw new IllegalStateException("no conversion for " + document.manifest());
    };
  }
}
