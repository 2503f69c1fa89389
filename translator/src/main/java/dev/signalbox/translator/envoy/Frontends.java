package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.envoy.PortHosts.Exposed;
import dev.signalbox.translator.envoy.VirtualHosts.CalledAt;
import dev.signalbox.translator.model.Address;
import dev.signalbox.translator.model.Service;
import java.util.Optional;

/**
 * Services that intercepted connections are told by: a route that is attached to a Service is for
 * the connections to its addresses, whatever hosts the requests name, and for no other ones.
 */
final class Frontends {
  private final Resources resources;
  private final UnknownHosts unknown;

  Frontends(Resources resources, UnknownHosts unknown) {
    this.resources = resources;
    this.unknown = unknown;
  }

  /** Whether a Service has addresses of its own. */
  static boolean has(Exposed exposed) {
    return exposed.service().shortName().isPresent() && !addresses(exposed.service()).isEmpty();
  }

  /** Whether it has routes, too. */
  boolean isRouted(Exposed exposed) {
    return has(exposed) && resources.hasAttached(exposed.service(), exposed.port().number());
  }

  /** What a host in the configuration of the whole port is for, if it is for less than its name. */
  Optional<CalledAt> calledAt(Exposed exposed) {
    return isRouted(exposed)
        ? Optional.of(
            new CalledAt(
                addresses(exposed.service()),
                unknown.host().stream()
                    .flatMap(host -> host.host().getRoutesList().stream())
                    .collect(ImmutableList.toImmutableList())))
        : Optional.empty();
  }

  static Listeners.At at(Exposed exposed) {
    ImmutableList<String> addresses = addresses(exposed.service());
    return new Listeners.At(
        addresses.get(0), exposed.port().number(), false, addresses.subList(1, addresses.size()));
  }

  private static ImmutableList<String> addresses(Service service) {
    return service.addresses().stream()
        .filter(address -> !address.contains("/"))
        .map(Address::canonical)
        .collect(ImmutableList.toImmutableList());
  }
}
