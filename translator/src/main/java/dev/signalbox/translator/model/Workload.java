package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;

/**
 * A process that listens: a Pod or a WorkloadEntry.
 *
 * @param namedPorts its ports by name
 * @param ready whether it takes traffic
 */
public record Workload(
    Origin origin,
    Precedence precedence,
    Source source,
    String address,
    ImmutableMap<String, String> labels,
    ImmutableMap<String, Integer> namedPorts,
    Locality locality,
    int weight,
    boolean ready)
    implements Element {

  /** Where it is written down. */
  public enum Source {
    POD,
    WORKLOAD_ENTRY
  }

  public boolean hasAddress() {
    return !address.isEmpty();
  }

  /** Names are for those who ask DNS, paths for those who don't. */
  public boolean isUsableBy(Resolution resolution) {
    return hasAddress()
        && (resolution.asksForNames() ? !Address.isUnix(address) : !Address.isName(address));
  }
}
