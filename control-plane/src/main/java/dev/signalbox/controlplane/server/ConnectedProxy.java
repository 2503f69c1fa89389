package dev.signalbox.controlplane.server;

import com.google.common.collect.ImmutableList;
import dev.signalbox.controlplane.ads.Effect;
import dev.signalbox.controlplane.ads.TypeStatus;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** One stream of one proxy, and what went over it. */
public final class ConnectedProxy {
  private final ProxyNode node;
  private final Node sentNode;
  private final boolean delta;
  private final Instant connectedAt;
  private final Map<ResourceType, LongAdder> acks = counters();
  private final Map<ResourceType, LongAdder> nacks = counters();
  private final Map<ResourceType, LongAdder> resourcesSent = counters();

  private volatile ImmutableList<TypeStatus> types = ImmutableList.of();

  ConnectedProxy(ProxyNode node, Node sentNode, boolean delta, Instant connectedAt) {
    this.node = node;
    this.sentNode = sentNode;
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

  /** What it was sent and has acknowledged of each type that it asked for. */
  public ImmutableList<TypeStatus> types() {
    return types;
  }

  /** As it described itself. */
  Node sentNode() {
    return sentNode;
  }

  void update(ImmutableList<TypeStatus> newTypes) {
    types = newTypes;
  }

  void count(Effect effect) {
    switch (effect) {
      case Effect.Send send ->
          add(resourcesSent, send.response().type(), send.response().resources().size());
      case Effect.Acknowledged acknowledged -> add(acks, acknowledged.type(), 1);
      case Effect.Rejected rejected -> add(nacks, rejected.type(), 1);
      case Effect.Withheld withheld -> {}
      case Effect.Overdue overdue -> {}
    }
  }

  private static void add(Map<ResourceType, LongAdder> counters, ResourceType type, int number) {
    LongAdder counter = counters.get(type);
    if (counter != null) {
      counter.add(number);
    }
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
