package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import dev.signalbox.translator.model.ClusterDomain;
import dev.signalbox.translator.model.Resolution;
import dev.signalbox.translator.model.Service;
import java.net.Inet6Address;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The names by which clients in a namespace call a service. */
final class Domains {
  private static final String CLUSTER_SUFFIX = "." + ClusterDomain.NAME;

  private Domains() {}

  /** Without ports: the full name, what it shortens to, and the addresses. */
  static ImmutableList<String> names(Service service, String clientNamespace) {
    Set<String> names = new LinkedHashSet<>(names(service.host(), clientNamespace));
    if (service.resolution() == Resolution.HEADLESS) {
      // Each Pod of a StatefulSet has a name below the Service's.
      names(service.host(), clientNamespace).forEach(name -> names.add("*." + name));
    }
    service.addresses().stream()
        .filter(address -> !address.contains("/"))
        .map(Domains::bracketed)
        .forEach(names::add);
    return ImmutableList.copyOf(names);
  }

  static ImmutableList<String> names(String host, String clientNamespace) {
    ImmutableList.Builder<String> names = ImmutableList.<String>builder().add(host);
    // A wildcard cut short would take hosts of others.
    if (host.endsWith(CLUSTER_SUFFIX) && !host.startsWith("*")) {
      String qualified = host.substring(0, host.length() - CLUSTER_SUFFIX.length());
      int dot = qualified.indexOf('.');
      if (dot > 0 && qualified.substring(dot + 1).equals(clientNamespace)) {
        names.add(qualified.substring(0, dot));
      }
      names.add(qualified, qualified + ".svc");
    }
    return names.build();
  }

  /** Each name, and each name with the port. */
  static ImmutableList<String> withAndWithout(ImmutableList<String> names, int port) {
    return names.stream()
        .flatMap(name -> Stream.of(name, name + ":" + port))
        .collect(ImmutableList.toImmutableList());
  }

  static ImmutableList<String> with(ImmutableList<String> names, int port) {
    return names.stream().map(name -> name + ":" + port).collect(ImmutableList.toImmutableList());
  }

  private static String bracketed(String address) {
    boolean v6 =
        InetAddresses.isInetAddress(address)
            && InetAddresses.forString(address) instanceof Inet6Address;
    return v6 ? "[" + address + "]" : address;
  }
}
