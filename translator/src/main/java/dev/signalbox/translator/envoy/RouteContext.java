package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.ClusterKey;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.RouteAction.Destination;
import java.util.Optional;

/**
 * What a host's routes depend on beside their rules.
 *
 * @param grpc for clients without a proxy
 * @param port that is called
 * @param defaultRetry for rules that say nothing of retries
 * @param backends what the rules' destinations are
 */
record RouteContext(
    boolean grpc, int port, Retry defaultRetry, ImmutableMap<Destination, Backend> backends) {

  /** The cluster of a destination. An invalid one's doesn't exist, so that Envoy answers 503. */
  String cluster(Destination destination) {
    return key(destination).name();
  }

  ClusterKey key(Destination destination) {
    return Optional.ofNullable(backends.get(destination))
        .orElseThrow(() -> new IllegalStateException("unresolved " + destination))
        .key();
  }
}
