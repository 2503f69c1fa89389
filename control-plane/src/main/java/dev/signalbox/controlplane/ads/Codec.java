package dev.signalbox.controlplane.ads;

import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Optional;

/**
 * One protocol's messages as events and responses.
 *
 * @param <Q> its requests
 * @param <R> its responses
 */
public interface Codec<Q, R> {

  Protocol protocol();

  Node node(Q request);

  String typeUrl(Q request);

  /** Empty if the type isn't served. */
  Optional<Event.Request> decode(Q request);

  /** What to answer about a type that isn't served, if anything. */
  Optional<R> decline(Q request);

  R encode(Response response);
}
