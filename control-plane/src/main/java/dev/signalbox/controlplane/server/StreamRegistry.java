package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.ApiGateway;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The proxies that are connected now. */
public final class StreamRegistry {
  private final Set<ConnectedProxy> proxies = ConcurrentHashMap.newKeySet();
  private volatile Runnable gatewayProxies = () -> {};

  /** Sorted by name, the newest stream of a proxy last. */
  public ImmutableList<ConnectedProxy> proxies() {
    return proxies.stream()
        .sorted(
            Comparator.comparing((ConnectedProxy proxy) -> proxy.node().qualifiedName())
                .thenComparing(ConnectedProxy::connectedAt))
        .collect(ImmutableList.toImmutableList());
  }

  /** Tells of each Gateway's proxy that comes or goes from now on. */
  public void onGatewayProxies(Runnable changed) {
    gatewayProxies = changed;
  }

  void add(ConnectedProxy proxy) {
    proxies.add(proxy);
    tell(proxy);
  }

  void remove(ConnectedProxy proxy) {
    proxies.remove(proxy);
    tell(proxy);
  }

  private void tell(ConnectedProxy proxy) {
    if (proxy.node().view().labels().containsKey(ApiGateway.NAME_LABEL)) {
      gatewayProxies.run();
    }
  }
}
