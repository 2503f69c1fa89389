package dev.signalbox.translator.model;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables that route the same host in the mesh. For each client only the first one counts; one that
 * is for fewer namespaces is meant to come before one that is for more.
 */
final class HostConflicts {
  /** Stands for any namespace that nothing names. */
  private static final String ELSEWHERE = "*";

  private final MeshSettings settings;
  private final ListMultimap<String, RouteTable> byHost =
      MultimapBuilder.hashKeys().arrayListValues().build();

  HostConflicts(Mesh mesh) {
    this.settings = mesh.settings();
    for (RouteTable table : mesh.routes().tables()) {
      if (table.inMesh() && table.routesRequests()) {
        table.hosts().forEach(host -> byHost.put(host, table));
      }
    }
  }

  Optional<Diagnostic> of(RouteTable table, String host) {
    List<RouteTable> all = byHost.get(host);
    if (all.size() < 2) {
      return Optional.empty();
    }
    Set<String> clients = new TreeSet<>(Set.of(ELSEWHERE));
    for (RouteTable one : all) {
      clients.add(one.origin().namespace());
      clients.addAll(one.visibility().names());
    }
    clients.removeAll(Set.of(Visibility.OWN, Visibility.NONE));
    clients.removeIf(client -> !table.reach(client, settings).isSeen());
    List<RouteTable> owners = clients.stream().map(client -> owner(all, client)).toList();
    boolean neverOwner = owners.stream().noneMatch(owner -> owner.equals(table));
    for (int i = 0; i < owners.size(); i++) {
      RouteTable owner = owners.get(i);
      String client = List.copyOf(clients).get(i);
      boolean sameReach = owner.reach(client, settings) == table.reach(client, settings);
      if (!owner.equals(table) && (neverOwner || sameReach)) {
        return Optional.of(
            conflict(table, host, owner, where(owner, neverOwner ? "" : " in " + client)));
      }
    }
    return Optional.empty();
  }

  /** Clients for which the owner has no rule go on to the next table. */
  private static String where(RouteTable owner, String inNamespace) {
    boolean forAll =
        owner.rules().stream()
            .flatMap(rule -> rule.matches().stream())
            .anyMatch(match -> match.client().equals(RequestMatch.ClientCondition.ANY));
    if (forAll) {
      return inNamespace.isEmpty() ? "" : " for clients" + inNamespace;
    }
    return " for clients" + inNamespace + " that the first one's rules are for";
  }

  /** The one that counts for clients in a namespace. */
  private RouteTable owner(List<RouteTable> all, String client) {
    return all.stream()
        .filter(table -> table.reach(client, settings).isSeen())
        .min((one, other) -> one.reach(client, settings).compareTo(other.reach(client, settings)))
        .orElseThrow();
  }

  private static Diagnostic conflict(
      RouteTable table, String host, RouteTable owner, String where) {
    return Diagnostic.of(
            Code.CONFLICTING_HOST,
            table.origin().at("spec").at("hosts"),
            table.origin().objectName()
                + " has no effect on the host "
                + host
                + " in the mesh"
                + where
                + ": "
                + owner.origin().objectName()
                + " comes first",
            "Put the rules for a host into one VirtualService.")
        .relatedTo(owner.origin().at("spec").at("hosts"));
  }
}
