package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import java.util.Optional;

/**
 * How clients talk to a host: a DestinationRule.
 *
 * @param visibility from which namespaces it is seen
 * @param selector labels of the clients that it is for; all if there is none
 */
public record HostPolicy(
    Origin origin,
    Precedence precedence,
    String host,
    Visibility visibility,
    Optional<ImmutableMap<String, String>> selector,
    LoadBalancing loadBalancing,
    ImmutableList<Subset> subsets)
    implements Element {

  /** Unset is Istio's default for Envoys and round robin for gRPC clients. */
  public enum LoadBalancing {
    UNSET,
    LEAST_REQUEST,
    RANDOM,
    ROUND_ROBIN,
    PASSTHROUGH
  }

  /** The endpoints that have the labels. */
  public record Subset(
      Origin origin,
      String name,
      ImmutableMap<String, String> labels,
      LoadBalancing loadBalancing) {}

  public Optional<Subset> subset(String name) {
    return subsets.stream().filter(subset -> subset.name().equals(name)).findFirst();
  }
}
