package dev.signalbox.translator;

import com.google.common.collect.ImmutableSortedMap;
import dev.signalbox.translator.model.Locality;
import java.util.OptionalInt;

/**
 * What of a proxy decides its configuration. Neither its id nor its address is here, so that a
 * thousand equal sidecars share one snapshot.
 *
 * @param bindAddress where its listeners bind
 * @param httpProxyPort port of the listener for absolute-form requests
 * @param ipFamilies which addresses it can call, so which it asks DNS for
 * @param locality where it runs: for services whose clients prefer what is close
 * @param numTrustedProxies proxies in front of a gateway whose X-Forwarded-For entries count
 */
public record ProxyView(
    Role role,
    String namespace,
    ImmutableSortedMap<String, String> labels,
    Interception interception,
    String bindAddress,
    OptionalInt httpProxyPort,
    int numTrustedProxies,
    IpFamilies ipFamilies,
    Locality locality) {

  /** What kind of xDS client it is. */
  public enum Role {
    SIDECAR,
    GATEWAY,
    GRPC
  }

  /** Which addresses it has. */
  public enum IpFamilies {
    V4,
    V6,
    BOTH
  }

  /** How a sidecar gets hold of its application's traffic. */
  public enum Interception {
    NONE,
    REDIRECT,
    TPROXY
  }
}
