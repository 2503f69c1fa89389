package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which policy a client has for a host: one of the client's namespace, else one that the service's
 * namespace exports, else one that the root namespace exports; in each the most specific host.
 */
public final class PolicyIndex {
  /** Those for some workloads first, so that they are merged before the others. */
  private static final Comparator<HostPolicy> ORDER =
      Comparator.comparing((HostPolicy policy) -> policy.selector().isEmpty())
          .thenComparing(HostPolicy::precedence);

  private final MeshSettings settings;
  private final ImmutableList<HostPolicy> all;
  private final Map<String, PolicyGroup> local = new HashMap<>();
  private final Map<String, PolicyGroup> exported = new HashMap<>();
  private final PolicyGroup rootOnly;
  private final Map<String, Set<String>> byHost = new HashMap<>();

  /** All that it is made from. */
  public record Inputs(ImmutableList<HostPolicy> policies, MeshSettings settings) {}

  public PolicyIndex(Inputs inputs) {
    this.settings = inputs.settings;
    this.all = ImmutableList.sortedCopyOf(ORDER, inputs.policies);
    this.rootOnly = new PolicyGroup(settings.policies());
    all.forEach(this::add);
  }

  /**
   * What of a client decides its policies.
   *
   * @param selecting the policies for some workloads that are for this one
   */
  public record Client(String namespace, ImmutableSet<Origin> selecting) {}

  private void add(HostPolicy policy) {
    String namespace = policy.origin().namespace();
    Visibility visibility = policy.visibility();
    byHost.computeIfAbsent(policy.host(), host -> new HashSet<>()).add(namespace);
    // The mesh's default is . or *, and both include the own namespace.
    if (visibility.names().isEmpty() || visibility.reach(namespace, namespace).isSeen()) {
      group(local, namespace).add(policy);
    }
    if (!isPrivate(visibility.or(settings.policies()), namespace)) {
      group(exported, namespace).add(policy);
    } else if (namespace.equals(settings.rootNamespace())) {
      rootOnly.add(policy);
    }
  }

  private static boolean isPrivate(Visibility visibility, String namespace) {
    ImmutableSortedSet<String> names = visibility.names();
    return names.size() == 1 && (names.contains(Visibility.OWN) || names.contains(namespace));
  }

  private PolicyGroup group(Map<String, PolicyGroup> groups, String namespace) {
    return groups.computeIfAbsent(namespace, name -> new PolicyGroup(settings.policies()));
  }

  public ImmutableList<HostPolicy> all() {
    return all;
  }

  /** The client that a workload with these labels is. */
  public Client client(String namespace, Map<String, String> labels) {
    PolicyGroup group = local.get(namespace);
    return new Client(namespace, group == null ? ImmutableSet.of() : group.selecting(labels));
  }

  /** The clients that a namespace can have: one that nothing selects, and each selected one. */
  ImmutableList<Client> clients(String namespace) {
    ImmutableList.Builder<Client> clients = ImmutableList.builder();
    clients.add(new Client(namespace, ImmutableSet.of()));
    PolicyGroup group = local.get(namespace);
    if (group != null) {
      group
          .selective()
          .forEach(origin -> clients.add(new Client(namespace, ImmutableSet.of(origin))));
    }
    return clients.build();
  }

  public Optional<HostPolicy> find(Client client, Service service) {
    boolean inRoot = client.namespace.equals(settings.rootNamespace());
    PolicyGroup own = inRoot ? rootOnly : local.get(client.namespace);
    if (own != null && own.has(service.host())) {
      return own.find(service.host(), client);
    }
    return exported(service.namespace(), service, client)
        .or(() -> exported(settings.rootNamespace(), service, client));
  }

  private Optional<HostPolicy> exported(String namespace, Service service, Client client) {
    return Optional.ofNullable(exported.get(namespace))
        .flatMap(group -> group.findExported(service.host(), client));
  }

  /** The namespaces that have a policy for exactly this host. */
  Set<String> namespaces(String host) {
    return byHost.getOrDefault(host, ImmutableSet.of());
  }
}
