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
      Locality near,
      Origin service) {}

  static Resource emit(Inputs inputs) {
    return Resource.of(
        ResourceType.ENDPOINTS,
        inputs.cluster,
        assignment(inputs.cluster, inputs.endpoints, inputs.near),
        ImmutableSet.of(),
        ImmutableSet.of(inputs.service));
  }

  /**
   * @param near where the client runs, if it prefers what is close
   */
  static ClusterLoadAssignment assignment(
      String cluster,
      ImmutableList<dev.signalbox.translator.model.Endpoint> endpoints,
      Locality near) {
    ClusterLoadAssignment.Builder assignment =
        ClusterLoadAssignment.newBuilder().setClusterName(cluster);
    long divisor = divisor(endpoints);
    Map<Locality, LocalityLbEndpoints.Builder> localities = new LinkedHashMap<>();
    for (var endpoint : endpoints) {
      LocalityLbEndpoints.Builder locality =
          localities.computeIfAbsent(endpoint.locality(), LoadAssignments::locality);
      locality.addLbEndpoints(endpoint(endpoint, divisor));
    }
    Priorities priorities = new Priorities(near, localities.keySet());
    localities.forEach(
        (locality, group) -> assignment.addEndpoints(weighted(group, priorities.of(locality))));
    return assignment.build();
  }

  /** Envoy refuses weights whose sum is no uint32. */
  private static long divisor(ImmutableList<dev.signalbox.translator.model.Endpoint> endpoints) {
    long sum = endpoints.stream().mapToLong(endpoint -> endpoint.weight()).sum();
    return sum / Integer.MAX_VALUE + 1;
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
  private static LocalityLbEndpoints weighted(LocalityLbEndpoints.Builder locality, int priority) {
    int weight =
        locality.getLbEndpointsList().stream()
            .mapToInt(endpoint -> endpoint.getLoadBalancingWeight().getValue())
            .sum();
    return locality.setLoadBalancingWeight(Protos.uint32(weight)).setPriority(priority).build();
  }

  private static LbEndpoint endpoint(
      dev.signalbox.translator.model.Endpoint endpoint, long divisor) {
    int weight = (int) Math.max(1, endpoint.weight() / divisor);
    return LbEndpoint.newBuilder()
        .setEndpoint(
            Endpoint.newBuilder().setAddress(Protos.address(endpoint.address(), endpoint.port())))
        .setLoadBalancingWeight(Protos.uint32(weight))
        .build();
  }
}
