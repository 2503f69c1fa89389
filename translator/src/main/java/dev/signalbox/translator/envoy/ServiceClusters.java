package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.Memo;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.Resource;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.Endpoint;
import dev.signalbox.translator.model.HostPolicy;
import dev.signalbox.translator.model.HostPolicy.LoadBalancing;
import dev.signalbox.translator.model.HostPolicy.Subset;
import dev.signalbox.translator.model.Labels;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.MeshSettings;
import dev.signalbox.translator.model.PolicyIndex;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import dev.signalbox.translator.model.Upstreams;
import dev.signalbox.translator.model.Upstreams.Upstream;
import java.util.Optional;
import java.util.OptionalInt;

/** The clusters of all services and subsets, with their endpoints. */
final class ServiceClusters {
  private final Inputs inputs;
  private final Memo memo;
  private final ImmutableList.Builder<Resource> resources = ImmutableList.builder();

  private ServiceClusters(Inputs inputs, Memo memo) {
    this.inputs = inputs;
    this.memo = memo;
  }

  /**
   * @param client what of it decides its policies
   * @param discovery what of it decides how it finds endpoints
   * @param upstreams what services say of their endpoints
   * @param namespace of the client
   * @param settings what the mesh says of clusters
   * @param locality of the client; none where no service makes a difference by it
   */
  record Inputs(
      ImmutableSortedMap<String, Service> services,
      ImmutableMap<String, ImmutableMap<Integer, ImmutableList<Endpoint>>> endpoints,
      PolicyIndex policies,
      PolicyIndex.Client client,
      Discovery.Client discovery,
      Locality locality,
      Upstreams upstreams,
      String namespace,
      MeshSettings.Clusters settings) {

    private boolean grpc() {
      return discovery.role() == ProxyView.Role.GRPC;
    }
  }

  /** What a cluster is called in the memo: a policy splits clusters, a namespace alone doesn't. */
  private record MemoName(String kind, String cluster, String decidedBy, Object use) {}

  /** What of a client splits clusters beside its policies. */
  private record Use(Discovery discovery, boolean grpc, Locality near, Upstream upstream) {}

  static ImmutableList<Resource> of(Inputs inputs, Memo memo) {
    ServiceClusters clusters = new ServiceClusters(inputs, memo);
    inputs.services.values().forEach(clusters::add);
    return clusters.resources.build();
  }

  private void add(Service service) {
    Optional<HostPolicy> policy = inputs.policies.find(inputs.client, service);
    for (ServicePort port : service.ports()) {
      add(service, port, policy, Optional.empty());
      policy
          .map(HostPolicy::subsets)
          .orElse(ImmutableList.of())
          .forEach(subset -> add(service, port, policy, Optional.of(subset)));
    }
  }

  private void add(
      Service service, ServicePort port, Optional<HostPolicy> policy, Optional<Subset> subset) {
    ClusterKey key =
        new ClusterKey(port.number(), subset.map(Subset::name).orElse(""), service.host());
    String decidedBy = policy.map(HostPolicy::origin).orElse(service.origin()).objectName();
    LoadBalancing loadBalancing = loadBalancing(policy, subset);
    ImmutableList<Endpoint> endpoints = endpoints(service, port, subset);
    Optional<Discovery> found =
        loadBalancing == LoadBalancing.PASSTHROUGH
            ? Optional.of(new Discovery.OriginalDestination(OptionalInt.empty()))
            : Discovery.of(service, port, endpoints, inputs.discovery);
    if (found.isEmpty()) {
      return;
    }
    Locality near = service.preferClose() ? inputs.locality : Locality.NONE;
    Discovery discovery = found.get();
    Clusters.Inputs cluster =
        new Clusters.Inputs(
            key,
            port.protocol(),
            loadBalancing,
            inputs.grpc(),
            discovery,
            discovery instanceof Discovery.Dns ? near : Locality.NONE,
            ClusterSettings.of(inputs.settings, service, port, key.subset()),
            upstream(service, port),
            service.origin(),
            subset.map(s -> s.origin().object()).or(() -> policy.map(HostPolicy::origin)));
    MemoName name =
        new MemoName(
            "cluster",
            key.name(),
            decidedBy,
            new Use(
                discovery.withoutEndpoints(), inputs.grpc(), cluster.near(), cluster.upstream()));
    resources.add(memo.get(name, cluster, Clusters::emit));
    if (discovery instanceof Discovery.Eds) {
      LoadAssignments.Inputs assignment =
          new LoadAssignments.Inputs(key.name(), endpoints, near, service.origin());
      MemoName assignmentName = new MemoName("assignment", key.name(), decidedBy, near);
      resources.add(memo.get(assignmentName, assignment, LoadAssignments::emit));
    }
  }

  private Upstream upstream(Service service, ServicePort port) {
    return port.protocol().mayBeHttp()
        ? inputs.upstreams.of(service.host(), port.number(), inputs.namespace)
        : Upstream.PLAIN;
  }

  private ImmutableList<Endpoint> endpoints(
      Service service, ServicePort port, Optional<Subset> subset) {
    ImmutableList<Endpoint> all =
        inputs
            .endpoints
            .getOrDefault(service.host(), ImmutableMap.of())
            .getOrDefault(port.number(), ImmutableList.of());
    return subset
        .map(
            chosen ->
                all.stream()
                    .filter(endpoint -> Labels.contains(endpoint.labels(), chosen.labels()))
                    .collect(ImmutableList.toImmutableList()))
        .orElse(all);
  }

  private static LoadBalancing loadBalancing(Optional<HostPolicy> policy, Optional<Subset> subset) {
    return subset
        .map(Subset::loadBalancing)
        .filter(own -> own != LoadBalancing.UNSET)
        .or(() -> policy.map(HostPolicy::loadBalancing))
        .orElse(LoadBalancing.UNSET);
  }
}
