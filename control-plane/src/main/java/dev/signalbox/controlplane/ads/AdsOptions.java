package dev.signalbox.controlplane.ads;

import java.time.Duration;

/**
 * How a stream orders a change.
 *
 * @param drain how long a cluster stays after the routes stopped using it
 * @param ackTimeout how long clusters may stay without an ACK until the suspects are removed
 * @param ordered false sends everything at once, which loses requests
 */
public record AdsOptions(Duration drain, Duration ackTimeout, boolean ordered) {

  private static final Duration DEFAULT_DRAIN = Duration.ofMillis(500);
  private static final Duration DEFAULT_ACK_TIMEOUT = Duration.ofSeconds(20);

  public static AdsOptions defaults() {
    return new AdsOptions(DEFAULT_DRAIN, DEFAULT_ACK_TIMEOUT, true);
  }
}
