package dev.signalbox.translator.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What holds for the whole mesh: MeshConfig.
 *
 * @param rootNamespace whose DestinationRules and Sidecar hold for all namespaces
 * @param visibility how objects are seen that don't say
 * @param outbound what becomes of calls to unknown hosts
 * @param retry when requests are tried again whose rules don't say
 * @param clusters what clusters have that nothing says otherwise
 * @param listeners what all listeners have
 * @param numTrustedProxies proxies in front of gateways, where the gateway's own node doesn't say
 */
public record MeshSettings(
    String rootNamespace,
    Visibilities visibility,
    OutboundTrafficPolicy outbound,
    Retry retry,
    Clusters clusters,
    Listeners listeners,
    int numTrustedProxies) {

  public static final MeshSettings DEFAULT =
      new MeshSettings(
          "istio-system",
          new Visibilities(Visibility.PUBLIC, Visibility.PUBLIC, Visibility.PUBLIC),
          OutboundTrafficPolicy.ALLOW_ANY,
          Retry.DEFAULT,
          new Clusters(Duration.ofSeconds(10), Optional.empty(), ""),
          new Listeners(Optional.empty(), Duration.ZERO),
          0);

  /**
   * How objects are seen that don't say.
   *
   * @param routes VirtualServices
   * @param services Services and ServiceEntries
   * @param policies DestinationRules
   */
  public record Visibilities(Visibility routes, Visibility services, Visibility policies) {}

  /**
   * What clusters have that nothing says otherwise.
   *
   * @param statName what a cluster is called in statistics, with placeholders; its name if empty
   */
  public record Clusters(Duration connectTimeout, Optional<Keepalive> keepalive, String statName) {}

  /** TCP keep-alive; what is empty is as the operating system has it. */
  public record Keepalive(
      OptionalInt probes, Optional<Duration> time, Optional<Duration> interval) {}

  /**
   * What all listeners have.
   *
   * @param protocolDetection how long to wait for the first bytes where no protocol is declared;
   *     without end if zero
   */
  public record Listeners(Optional<AccessLog> accessLog, Duration protocolDetection) {}

  public Visibility routes() {
    return visibility.routes;
  }

  Visibility services() {
    return visibility.services;
  }

  Visibility policies() {
    return visibility.policies;
  }
}
