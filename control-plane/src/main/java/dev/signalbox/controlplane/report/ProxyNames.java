package dev.signalbox.controlplane.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.proto.admin.v1.ProxyStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the proxies that a NAME means. */
public final class ProxyNames {
  private ProxyNames() {}

  /** Those of one namespace, or all if it is empty. */
  public static ImmutableList<ProxyStatus> in(String namespace, List<ProxyStatus> proxies) {
    return proxies.stream()
        .filter(proxy -> namespace.isEmpty() || proxy.getNamespace().equals(namespace))
        .collect(ImmutableList.toImmutableList());
  }

  /** By NAME.NAMESPACE or node id, or else by NAME alone. */
  public static ImmutableList<ProxyStatus> named(List<ProxyStatus> proxies, String name) {
    ImmutableList<ProxyStatus> exact =
        proxies.stream()
            .filter(proxy -> qualified(proxy).equals(name) || proxy.getId().equals(name))
            .collect(ImmutableList.toImmutableList());
    return exact.isEmpty()
        ? proxies.stream()
            .filter(proxy -> proxy.getName().equals(name))
            .collect(ImmutableList.toImmutableList())
        : exact;
  }

  /** What to tell somebody whose NAME means several proxies; empty if these are one. */
  public static Optional<String> ambiguous(List<ProxyStatus> found, String name) {
    ImmutableSet<String> ids = distinct(found, ProxyStatus::getId);
    if (ids.size() <= 1) {
      return Optional.empty();
    }
    ImmutableSet<String> names = distinct(found, ProxyNames::qualified);
    return Optional.of(
        name
            + " means several proxies, say which: "
            + String.join(", ", names.size() > 1 ? names : ids));
  }

  /** What to tell somebody whose NAME means none of these. */
  public static String unknown(List<ProxyStatus> proxies, String name) {
    ImmutableSet<String> names = distinct(proxies, ProxyNames::qualified);
    return "no proxy "
        + name
        + " is connected"
        + (names.isEmpty() ? ", nor any other" : "; there are " + String.join(", ", names));
  }

  private static String qualified(ProxyStatus proxy) {
    return proxy.getName() + "." + proxy.getNamespace();
  }

  private static ImmutableSet<String> distinct(
      List<ProxyStatus> proxies, Function<ProxyStatus, String> property) {
    return proxies.stream().map(property).collect(ImmutableSet.toImmutableSet());
  }
}
