package dev.signalbox.controlplane.server;

import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.ResourceType;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One stream of one proxy, and what went over it. */
public final class ConnectedProxy {
  private final ProxyNode node;
  private final boolean delta;
  private final Instant connectedAt;
  private final Map<ResourceType, LongAdder> acks = counters();
  private final Map<ResourceType, LongAdder> nacks = counters();
  private final Map<ResourceType, LongAdder> resourcesSent = counters();

  ConnectedProxy(ProxyNode node, boolean delta, Instant connectedAt) {
    this.node = node;
    this.delta = delta;
    this.connectedAt = connectedAt;
  }

  public ProxyNode node() {
    return node;
  }

  /** Whether it speaks the incremental protocol. */
  public boolean delta() {
    return delta;
  }

  public Instant connectedAt() {
    return connectedAt;
  }

  public long acks(ResourceType type) {
    return sum(acks, type);
  }

  public long nacks(ResourceType type) {
    return sum(nacks, type);
  }

  /** Resources with content; a removal is none. */
  public long resourcesSent(ResourceType type) {
    return sum(resourcesSent, type);
  }

  private static Map<ResourceType, LongAdder> counters() {
    Map<ResourceType, LongAdder> counters = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      counters.put(type, new LongAdder());
    }
    return counters;
  }

  private static long sum(Map<ResourceType, LongAdder> counters, ResourceType type) {
    LongAdder counter = counters.get(type);
    return counter == null ? 0 : counter.sum();
  }
}
