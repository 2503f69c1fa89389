package dev.signalbox.controlplane.ads;

import dev.signalbox.translator.Resource;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * A response without an answer yet.
 *
 * @param overdue whether the time for its ACK is over
 */
record Outstanding(
    String nonce, String version, Difference difference, Instant sentAt, boolean overdue) {

  Outstanding late() {
    return new Outstanding(nonce, version, difference, sentAt, true);
  }

  Stream<String> names() {
    return Stream.concat(
        difference.changed().stream().map(Resource::name), difference.removed().stream());
  }
}
