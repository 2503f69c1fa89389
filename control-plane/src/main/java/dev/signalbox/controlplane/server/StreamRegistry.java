package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The proxies that are connected now. */
public final class StreamRegistry {
  private final Set<ConnectedProxy> proxies = ConcurrentHashMap.newKeySet();

  /** Sorted by name, the newest stream of a proxy last. */
  public ImmutableList<ConnectedProxy> proxies() {
    return proxies.stream()
        .sorted(
            Comparator.comparing((ConnectedProxy proxy) -> proxy.node().qualifiedName())
                .thenComparing(ConnectedProxy::connectedAt))
        .collect(ImmutableList.toImmutableList());
  }

  void add(ConnectedProxy proxy) {
    proxies.add(proxy);
  }

  void remove(ConnectedProxy proxy) {
    proxies.remove(proxy);
  }
}
