package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.model.MeshSettings;
import dev.signalbox.translator.model.MeshSettings.Keepalive;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TcpKeepalive;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the mesh says of a service's cluster.
 *
 * @param statName what it is called in statistics; its own name if empty
 */
record ClusterSettings(Duration connectTimeout, Optional<Keepalive> keepalive, String statName) {

  static ClusterSettings of(
      MeshSettings.Clusters settings, Service service, ServicePort port, String subset) {
    return new ClusterSettings(
        settings.connectTimeout(),
        settings.keepalive(),
        settings.statName().isEmpty() ? "" : expand(settings.statName(), service, port, subset));
  }

  /** With the placeholders that Istio has. */
  private static String expand(String pattern, Service service, ServicePort port, String subset) {
    String target =
        port.targetNumber().isPresent()
            ? Integer.toString(port.targetNumber().getAsInt())
            : port.targetName();
    ImmutableMap<String, String> values =
        ImmutableMap.of(
            "%SERVICE%",
            service
                .shortName()
                .map(name -> name + "." + service.namespace())
                .orElse(service.host()),
            "%SERVICE_NAME%",
            service.shortName().orElse(service.host()),
            "%SERVICE_FQDN%",
            service.host(),
            "%SERVICE_PORT%",
            Integer.toString(port.number()),
            "%SERVICE_PORT_NAME%",
            port.name(),
            "%TARGET_PORT%",
            target,
            "%SUBSET_NAME%",
            subset);
    String name = pattern;
    for (Map.Entry<String, String> value : values.entrySet()) {
      name = name.replace(value.getKey(), value.getValue());
    }
    return name;
  }

  void apply(Cluster.Builder cluster) {
    cluster.setConnectTimeout(Protos.duration(connectTimeout)).setAltStatName(statName);
    keepalive.ifPresent(
        settings ->
            cluster.getUpstreamConnectionOptionsBuilder().setTcpKeepalive(keepalive(settings)));
  }

  private static TcpKeepalive keepalive(Keepalive settings) {
    TcpKeepalive.Builder keepalive = TcpKeepalive.newBuilder();
    settings.probes().ifPresent(probes -> keepalive.setKeepaliveProbes(Protos.uint32(probes)));
    settings.time().ifPresent(time -> keepalive.setKeepaliveTime(seconds(time)));
    settings.interval().ifPresent(time -> keepalive.setKeepaliveInterval(seconds(time)));
    return keepalive.build();
  }

  private static com.google.protobuf.UInt32Value seconds(Duration time) {
    return Protos.uint32((int) time.toSeconds());
  }
}
