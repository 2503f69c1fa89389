package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.ResourceType;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.Locality;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Load assignments:
 * https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/endpoint/v3/endpoint.proto
 */
final class LoadAssignments {
  private LoadAssignments() {}

  record Inputs(
      String cluster,
      ImmutableList<dev.signalbox.translator.model.Endpoint> endpoints,
      Origin service) {}

  static Resource emit(Inputs inputs) {
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(inputs.cluster);
    Map<Locality, LocalityLbEndpoints.Builder> localities = new LinkedHashMap<>();
    for (var endpoint : inputs.endpoints) {
      LocalityLbEndpoints.Builder locality =
          localities.computeIfAbsent(endpoint.locality(), LoadAssignments::locality);
      locality.addLbEndpoints(endpoint(endpoint));
    }
    localities.values().forEach(locality -> assignment.addEndpoints(weighted(locality)));
    return Resource.of(
        ResourceType.ENDPOINTS,
        inputs.cluster,
        assignment.build(),
        ImmutableSet.of(),
        ImmutableSet.of(inputs.service));
  }

  private static LocalityLbEndpoints.Builder locality(Locality locality) {
    return LocalityLbEndpoints.newBuilder()
        .setLocality(
            io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
                .setRegion(locality.region())
                .setZone(locality.zone())
                .setSubZone(locality.subZone()));
  }

  /** gRPC clients leave out a locality without a weight. */
  private static LocalityLbEndpoints weighted(LocalityLbEndpoints.Builder locality) {
    int weight =
        locality.getLbEndpointsList().stream()
            .mapToInt(endpoint -> endpoint.getLoadBalancingWeight().getValue())
            .sum();
    return locality.setLoadBalancingWeight(Protos.uint32(weight)).build();
  }

  private static LbEndpoint endpoint(dev.signalbox.translator.model.Endpoint endpoint) {
    return LbEndpoint.newBuilder()
        .setEndpoint(
            Endpoint.newBuilder().setAddress(Protos.address(endpoint.address(), endpoint.port())))
        .setLoadBalancingWeight(Protos.uint32(endpoint.weight()))
        .build();
  }
}
