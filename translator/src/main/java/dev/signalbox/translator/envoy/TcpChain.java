package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.model.Subnet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Connections to some subnets and where they go.
 *
 * @param subnets none for all that no other chain has
 */
record TcpChain(ImmutableList<Subnet> subnets, TcpTarget target) {

  boolean isForAll() {
    return subnets.isEmpty();
  }

  /** Envoy refuses what two chains match: the first one keeps it. */
  static ImmutableList<TcpChain> distinct(List<TcpChain> chains) {
    Set<Subnet> taken = new HashSet<>();
    boolean all = false;
    List<TcpChain> distinct = new ArrayList<>();
    for (TcpChain chain : chains) {
      ImmutableList<Subnet> free =
          chain.subnets.stream().filter(taken::add).collect(ImmutableList.toImmutableList());
      if (chain.isForAll() ? !all : !free.isEmpty()) {
        distinct.add(new TcpChain(free, chain.target));
      }
      all |= chain.isForAll();
    }
    return ImmutableList.copyOf(distinct);
  }
}
