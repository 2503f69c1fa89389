package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds that are read; any other is left alone. */
public final class Kinds {
  private static final ImmutableSet<String> ISTIO = ImmutableSet.of("v1alpha3", "v1beta1", "v1");
  private static final String GATEWAY_API = "gateway.networking.k8s.io";
  private static final String FIRST = "v1alpha2";
  private static final ImmutableSet<String> TLS_ROUTE =
      ImmutableSet.of("v1", "v1alpha3", "v1alpha2");
  private static final ImmutableSet<String> V1 = ImmutableSet.of("v1");

  private static final ImmutableMap<String, Kind> KNOWN =
      ImmutableMap.<String, Kind>builder()
          .put("networking.istio.io/VirtualService", new Kind(ISTIO, VirtualService.class))
          .put("networking.istio.io/DestinationRule", new Kind(ISTIO, DestinationRule.class))
          .put("networking.istio.io/Gateway", new Kind(ISTIO, IstioGateway.class))
          .put("networking.istio.io/ServiceEntry", new Kind(ISTIO, ServiceEntry.class))
          .put("networking.istio.io/WorkloadEntry", new Kind(ISTIO, WorkloadEntry.class))
          .put(
              "gateway.networking.k8s.io/HTTPRoute",
              new Kind(ImmutableSet.of("v1", "v1beta1"), HttpRoute.class))
          .put(
              "gateway.networking.k8s.io/Gateway",
              new Kind(ImmutableSet.of("v1", "v1beta1"), ApiGateway.class))
          .put(
              "gateway.networking.k8s.io/GatewayClass",
              new Kind(ImmutableSet.of("v1", "v1beta1"), GatewayClass.class))
          .put("gateway.networking.k8s.io/ListenerSet", new Kind(V1, ListenerSet.class))
          .put("gateway.networking.k8s.io/GRPCRoute", new Kind(V1, GrpcRoute.class))
          .put(
              "gateway.networking.k8s.io/TCPRoute",
              new Kind(ImmutableSet.of("v1", "v1alpha2"), TcpRoute.class))
          .put(
              "gateway.networking.k8s.io/ReferenceGrant",
              new Kind(ImmutableSet.of("v1", "v1beta1"), ReferenceGrant.class))
          .put("gateway.networking.k8s.io/TLSRoute", new Kind(TLS_ROUTE, TlsRoute.class))
          .put(
              "gateway.networking.k8s.io/BackendTLSPolicy",
              new Kind(ImmutableSet.of("v1", "v1alpha3"), BackendTlsPolicy.class))
          .put(
              "policy.linkerd.io/HTTPRoute",
              new Kind(
                  ImmutableSet.of("v1alpha1", "v1beta1", "v1beta2", "v1beta3"), HttpRoute.class))
          .put(
              "linkerd.io/ServiceProfile",
              new Kind(ImmutableSet.of("v1alpha1", "v1alpha2"), ServiceProfile.class))
          .put("networking.istio.io/Sidecar", new Kind(ISTIO, Sidecar.class))
          .put("/Namespace", new Kind(V1, Namespace.class))
          .put("/Service", new Kind(V1, Service.class))
          .put("/Endpoints", new Kind(V1, Endpoints.class))
          .put("/Pod", new Kind(V1, Pod.class))
          .put(
              "discovery.k8s.io/EndpointSlice",
              new Kind(ImmutableSet.of("v1", "v1beta1"), EndpointSlice.class))
          .buildOrThrow();

  private Kinds() {}

  /** A kind's API versions and the record that its documents are read into. */
  record Kind(ImmutableSet<String> versions, Class<? extends Record> record) {}

  /** All of them, as {@code GROUP/KIND}; Kubernetes' core group is empty. */
  public static ImmutableSet<String> all() {
    return KNOWN.keySet();
  }

  /** A known kind of the group that is spelt nearly so; an object must not vanish by a slip. */
  static Optional<String> misspelt(String group, String kind) {
    List<String> ofGroup =
        KNOWN.keySet().stream()
            .filter(known -> known.startsWith(group + "/"))
            .map(known -> known.substring(group.length() + 1))
            .toList();
    return Suggestions.closest(kind, ofGroup);
  }

  /** Whether some group has the kind. */
  static boolean isKnown(String kind) {
    return KNOWN.keySet().stream().anyMatch(known -> known.endsWith("/" + kind));
  }

  /**
   * The version that an object is read as. Gateway API's schemas have dropped the one that the
   * kinds began with, whose fields are the same.
   */
  static String current(String group, Kind kind, String version) {
    boolean dropped = group.equals(GATEWAY_API) && version.equals(FIRST);
    return dropped && !kind.versions.contains(FIRST) ? "v1" : version;
  }

  static @Nullable Kind find(String group, String kind) {
    return KNOWN.get(group + "/" + kind);
  }
}
