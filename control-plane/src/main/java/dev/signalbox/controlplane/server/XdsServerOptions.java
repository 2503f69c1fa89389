package dev.signalbox.controlplane.server;

import dev.signalbox.controlplane.ads.AdsOptions;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where the server listens and how its streams order a change.
 *
 * @param address port 0 picks a free one
 * @param drain how long a cluster stays after the routes stopped using it
 * @param ackTimeout how long clusters may stay without an ACK until the suspects are removed
 * @param ordered false sends everything at once, which loses requests
 */
public record XdsServerOptions(
    InetSocketAddress address, Duration drain, Duration ackTimeout, boolean ordered) {

  public static XdsServerOptions at(InetSocketAddress address) {
    AdsOptions defaults = AdsOptions.defaults();
    return new XdsServerOptions(
        address, defaults.drain(), defaults.ackTimeout(), defaults.ordered());
  }

  public XdsServerOptions withDrain(Duration newDrain) {
    return new XdsServerOptions(address, newDrain, ackTimeout, ordered);
  }

  public XdsServerOptions withAckTimeout(Duration newAckTimeout) {
    return new XdsServerOptions(address, drain, newAckTimeout, ordered);
  }

  public XdsServerOptions withOrdered(boolean newOrdered) {
    return new XdsServerOptions(address, drain, ackTimeout, newOrdered);
  }

  AdsOptions ads() {
    return new AdsOptions(drain, ackTimeout, ordered);
  }
}
