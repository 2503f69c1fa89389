package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which policy a client has for a host: one of the client's namespace, else of the service's, else
 * of the root namespace; in each the most specific host.
 */
public final class PolicyIndex {
  private static final String ROOT_NAMESPACE = "istio-system";

  private final ImmutableList<HostPolicy> all;
  private final Map<String, Map<String, HostPolicy>> byNamespace = new HashMap<>();
  private final Map<String, Set<String>> byHost = new HashMap<>();

  public PolicyIndex(Iterable<HostPolicy> policies) {
    this.all = ImmutableList.sortedCopyOf(Comparator.comparing(HostPolicy::precedence), policies);
    for (HostPolicy policy : all) {
      byHost
          .computeIfAbsent(policy.host(), host -> new HashSet<>())
          .add(policy.origin().namespace());
      byNamespace
          .computeIfAbsent(policy.origin().namespace(), namespace -> new HashMap<>())
          .merge(policy.host(), policy, PolicyIndex::merge);
    }
  }

  public ImmutableList<HostPolicy> all() {
    return all;
  }

  public Optional<HostPolicy> find(String clientNamespace, Service service) {
    HostPolicy found = inNamespace(clientNamespace, service.host());
    if (found == null) {
      found = inNamespace(service.namespace(), service.host());
    }
    return Optional.ofNullable(found == null ? inNamespace(ROOT_NAMESPACE, service.host()) : found);
  }

  /** The namespaces that have a policy for exactly this host. */
  Set<String> namespaces(String host) {
    return byHost.getOrDefault(host, ImmutableSet.of());
  }

  private @Nullable HostPolicy inNamespace(String namespace, String host) {
    Map<String, HostPolicy> policies = byNamespace.getOrDefault(namespace, ImmutableMap.of());
    HostPolicy exact = policies.get(host);
    return exact != null ? exact : RouteIndex.byWildcard(policies, host);
  }

  /** The first one that has a policy decides; subsets are those of both, by name. */
  private static HostPolicy merge(HostPolicy first, HostPolicy second) {
    Set<String> names = new HashSet<>();
    first.subsets().forEach(subset -> names.add(subset.name()));
    ImmutableList<HostPolicy.Subset> added =
        second.subsets().stream()
            .filter(subset -> !names.contains(subset.name()))
            .collect(ImmutableList.toImmutableList());
    return new HostPolicy(
        first.origin(),
        first.precedence(),
        first.host(),
        first.loadBalancing() == HostPolicy.LoadBalancing.UNSET
            ? second.loadBalancing()
            : first.loadBalancing(),
        ImmutableList.<HostPolicy.Subset>builder().addAll(first.subsets()).addAll(added).build());
  }
}
