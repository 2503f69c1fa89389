package dev.signalbox.translator.envoy;

import dev.signalbox.translator.model.OutboundTrafficPolicy;
import java.util.Optional;

/**
 * What becomes of calls to hosts that a sidecar doesn't know.
 *
 * @param host for requests; they are 404 if there is none
 * @param cluster for connections
 */
record UnknownHosts(Optional<VirtualHosts.Built> host, String cluster) {

  /**
   * Without interception nobody knows where a connection was going, so such calls are 404 unless
   * something else is said.
   */
  static UnknownHosts of(OutboundTrafficPolicy policy, boolean intercepts, Resources resources) {
    if (policy.registryOnly()) {
      return new UnknownHosts(Optional.of(VirtualHosts.blockAll()), SidecarClusters.BLACK_HOLE);
    }
    String cluster =
        policy
            .egressProxy()
            .map(resources::cluster)
            .orElse(OriginalDestinationClusters.PASSTHROUGH);
    boolean known = policy.egressProxy().isPresent() || intercepts;
    return new UnknownHosts(
        known ? Optional.of(VirtualHosts.allowAny(cluster)) : Optional.empty(), cluster);
  }
}
