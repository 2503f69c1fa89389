package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.PolicyIndex.Client;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One namespace's policies, by host. Several for a host are merged if they are for the same. */
final class PolicyGroup {
  private final Visibility meshDefault;
  private final Map<String, List<HostPolicy>> byHost = new LinkedHashMap<>();
  private final Map<Origin, ImmutableMap<String, String>> selectors = new LinkedHashMap<>();

  PolicyGroup(Visibility meshDefault) {
    this.meshDefault = meshDefault;
  }

  /** Policies come in order of precedence. */
  void add(HostPolicy policy) {
    policy.selector().ifPresent(selector -> selectors.put(policy.origin(), selector));
    List<HostPolicy> same = byHost.computeIfAbsent(policy.host(), host -> new ArrayList<>());
    for (int i = 0; i < same.size(); i++) {
      HostPolicy first = same.get(i);
      if (first.selector().equals(policy.selector())
          && first.visibility().equals(policy.visibility())) {
        same.set(i, merge(first, policy));
        return;
      }
    }
    same.add(policy);
  }

  /** Whether there is anything for the host, for whomever. */
  boolean has(String host) {
    return policies(host) != null;
  }

  /** The first one that is for this workload, else the first one for all. */
  Optional<HostPolicy> find(String host, Client client) {
    List<HostPolicy> policies = policies(host);
    return policies == null ? Optional.empty() : choose(policies, client);
  }

  /** The same, of those that the client can see. */
  Optional<HostPolicy> findExported(String host, Client client) {
    List<HostPolicy> policies = policies(host);
    if (policies == null) {
      return Optional.empty();
    }
    return choose(
        policies.stream()
            .filter(
                policy ->
                    policy
                        .visibility()
                        .or(meshDefault)
                        .reach(policy.origin().namespace(), client.namespace())
                        .isSeen())
            .toList(),
        client);
  }

  /** The policies that are for some workloads. */
  Set<Origin> selective() {
    return selectors.keySet();
  }

  ImmutableSet<Origin> selecting(Map<String, String> labels) {
    ImmutableSet.Builder<Origin> selecting = ImmutableSet.builder();
    selectors.forEach(
        (origin, selector) -> {
          if (Labels.contains(labels, selector)) {
            selecting.add(origin);
          }
        });
    return selecting.build();
  }

  private @Nullable List<HostPolicy> policies(String host) {
    List<HostPolicy> exact = byHost.get(host);
    return exact != null ? exact : RouteIndex.byWildcard(byHost, host);
  }

  private static Optional<HostPolicy> choose(List<HostPolicy> policies, Client client) {
    return policies.stream()
        .filter(policy -> policy.selector().isPresent())
        .filter(policy -> client.selecting().contains(policy.origin()))
        .findFirst()
        .or(() -> policies.stream().filter(policy -> policy.selector().isEmpty()).findFirst());
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
        first.visibility(),
        first.selector(),
        first.loadBalancing() == HostPolicy.LoadBalancing.UNSET
            ? second.loadBalancing()
            : first.loadBalancing(),
        ImmutableList.<HostPolicy.Subset>builder().addAll(first.subsets()).addAll(added).build());
  }
}
