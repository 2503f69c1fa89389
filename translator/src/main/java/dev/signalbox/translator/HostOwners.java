package dev.signalbox.translator;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who defines a host, where several objects do: a Kubernetes Service, else the first ServiceEntry
 * by precedence. Those of its namespace that are found in the same way join it with their ports,
 * addresses and endpoints.
 */
final class HostOwners {
  private final Diagnostics diagnostics;

  HostOwners(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * A host.
   *
   * @param service with the ports and addresses of all its parts
   * @param parts the objects that define it, the owner first
   */
  record Owned(Service service, ImmutableList<Service> parts) {}

  /** In order of hosts. */
  ImmutableList<Owned> of(ImmutableList<Service> services) {
    ListMultimap<String, Service> byHost = MultimapBuilder.treeKeys().arrayListValues().build();
    services.forEach(service -> byHost.put(service.host(), service));
    ImmutableList.Builder<Owned> owned = ImmutableList.builder();
    byHost.asMap().values().forEach(all -> owned.add(owned(List.copyOf(all))));
    return owned.build();
  }

  private Owned owned(List<Service> all) {
    Service owner =
        all.stream().filter(Service::podsFromSlices).findFirst().orElseGet(() -> all.get(0));
    ImmutableList.Builder<Service> parts = ImmutableList.<Service>builder().add(owner);
    Service merged = owner;
    List<Service> others = new ArrayList<>(all);
    others.remove(owner);
    for (Service other : others) {
      if (joins(owner, other)) {
        parts.add(other);
        merged = merged(merged, other);
      } else {
        duplicate(owner, other);
      }
    }
    return new Owned(merged, parts.build());
  }

  private static boolean joins(Service owner, Service other) {
    boolean alike =
        other.resolution() == owner.resolution()
            || (owner.resolution() == Resolution.HEADLESS
                && other.resolution() == Resolution.ENDPOINTS);
    return alike && !other.podsFromSlices() && other.namespace().equals(owner.namespace());
  }

  private Service merged(Service service, Service other) {
    List<ServicePort> ports = new ArrayList<>(service.ports());
    for (ServicePort port : other.ports()) {
      Optional<ServicePort> same = service.port(port.number());
      if (same.isEmpty()) {
        ports.add(port);
      } else if (same.get().protocol() != port.protocol()) {
        protocols(service, other, same.get(), port);
      }
    }
    ImmutableSet<String> addresses =
        ImmutableSet.<String>builder()
            .addAll(service.addresses())
            .addAll(other.addresses())
            .build();
    return service.with(addresses.asList(), ImmutableList.copyOf(ports));
  }

  private void duplicate(Service owner, Service other) {
    diagnostics.add(
        Diagnostic.of(
                Code.DUPLICATE_SERVICE,
                other.origin(),
                "the host "
                    + other.host()
                    + " is already defined by "
                    + owner.origin().objectName()
                    + ", which stays",
                "Remove or rename one of them.")
            .relatedTo(owner.origin()));
  }

  private void protocols(Service service, Service other, ServicePort first, ServicePort second) {
    diagnostics.add(
        Diagnostic.of(
                Code.CONFLICTING_PROTOCOL,
                other.origin(),
                "port %d of %s is %s, as %s has it, and not %s"
                    .formatted(
                        first.number(),
                        service.host(),
                        first.protocol(),
                        service.origin().objectName(),
                        second.protocol()),
                "Declare the same protocol in both.")
            .relatedTo(service.origin()));
  }
}
