package dev.signalbox.translator.istio;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.MeshConfig;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.MeshDefinition;
import dev.signalbox.translator.model.MeshSettings;
import dev.signalbox.translator.model.MeshSettings.Keepalive;
import dev.signalbox.translator.model.OutboundTrafficPolicy;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Retry;
import dev.signalbox.translator.model.Visibility;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig */
public final class MeshConfigs {
  private final MeshConfig config;
  private final Origin at;
  private final Diagnostics diagnostics;

  private MeshConfigs(MeshConfig config, Origin at, Diagnostics diagnostics) {
    this.config = config;
    this.at = at;
    this.diagnostics = diagnostics;
  }

  public static ImmutableList<Element> convert(
      MeshConfig.Document document, Origin id, Diagnostics diagnostics) {
    MeshConfigs configs = new MeshConfigs(document.config(), document.at(), diagnostics);
    Precedence precedence = new Precedence(null, id.namespace(), id.name());
    return ImmutableList.of(new MeshDefinition(id, precedence, configs.settings()));
  }

  private MeshSettings settings() {
    MeshSettings defaults = MeshSettings.DEFAULT;
    return new MeshSettings(
        rootNamespace(defaults),
        new MeshSettings.Visibilities(
            visibility(config.defaultVirtualServiceExportTo(), "defaultVirtualServiceExportTo"),
            visibility(config.defaultServiceExportTo(), "defaultServiceExportTo"),
            visibility(config.defaultDestinationRuleExportTo(), "defaultDestinationRuleExportTo")),
        outbound(),
        retry(defaults),
        new MeshSettings.Clusters(
            duration(config.connectTimeout(), at.at("connectTimeout"))
                .orElse(defaults.clusters().connectTimeout()),
            keepalive(),
            config.outboundClusterStatName()),
        new MeshSettings.Listeners(
            AccessLogs.convert(config, at, diagnostics),
            Optional.ofNullable(config.protocolDetectionTimeout()).orElse(Duration.ZERO)),
        trustedProxies());
  }

  private String rootNamespace(MeshSettings defaults) {
    String written = config.rootNamespace();
    if (!written.isEmpty() && !Visibility.isNamespace(written)) {
      diagnostics.add(
          Code.INVALID_VALUE,
          at.at("rootNamespace"),
          "\"" + written + "\" is not a namespace",
          "Write a namespace's name.");
      return defaults.rootNamespace();
    }
    return written.isEmpty() ? defaults.rootNamespace() : written;
  }

  /** Only . and * are defaults, in istiod as here; ~ hides what doesn't say otherwise. */
  private Visibility visibility(ImmutableList<String> written, String field) {
    for (int i = 0; i < written.size(); i++) {
      String name = written.get(i);
      if (!name.equals(Visibility.OWN)
          && !name.equals(Visibility.ALL)
          && !name.equals(Visibility.NONE)) {
        diagnostics.add(
            Code.INVALID_VALUE,
            at.at(field).at(i),
            "\"" + name + "\" is no default: it would be another one for each namespace",
            "Use ., * or ~.");
        return Visibility.PUBLIC;
      }
    }
    return ExportTo.service(written, at.at(field), diagnostics).or(Visibility.PUBLIC);
  }

  private OutboundTrafficPolicy outbound() {
    MeshConfig.OutboundTrafficPolicy policy = config.outboundTrafficPolicy();
    boolean registryOnly =
        policy != null
            && !policy.mode().isEmpty()
            && OutboundModes.isRegistryOnly(
                policy.mode(), at.at("outboundTrafficPolicy"), diagnostics);
    return registryOnly ? OutboundTrafficPolicy.REGISTRY_ONLY : OutboundTrafficPolicy.ALLOW_ANY;
  }

  private Retry retry(MeshSettings defaults) {
    return config.defaultHttpRetryPolicy() == null
        ? defaults.retry()
        : Retries.convert(
            config.defaultHttpRetryPolicy(), at.at("defaultHttpRetryPolicy"), diagnostics);
  }

  private Optional<Keepalive> keepalive() {
    MeshConfig.TcpKeepalive keepalive = config.tcpKeepalive();
    if (keepalive == null) {
      return Optional.empty();
    }
    Origin origin = at.at("tcpKeepalive");
    return Optional.of(
        new Keepalive(
            keepalive.probes() == null || keepalive.probes() <= 0
                ? OptionalInt.empty()
                : OptionalInt.of(keepalive.probes()),
            seconds(keepalive.time(), origin.at("time")),
            seconds(keepalive.interval(), origin.at("interval"))));
  }

  private Optional<Duration> seconds(@Nullable Duration written, Origin origin) {
    if (written != null && !Duration.ofSeconds(written.toSeconds()).equals(written)) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "keep-alive goes by whole seconds", "Write it as 60s.");
      return Optional.empty();
    }
    return Optional.ofNullable(written).filter(time -> !time.isZero());
  }

  private Optional<Duration> duration(@Nullable Duration written, Origin origin) {
    if (written != null && written.toMillis() < 1) {
      diagnostics.add(
          Code.INVALID_VALUE, origin, "the time is shorter than 1ms", "Write 1ms or more.");
      return Optional.empty();
    }
    return Optional.ofNullable(written);
  }

  private int trustedProxies() {
    MeshConfig.ProxyConfig proxy = config.defaultConfig();
    MeshConfig.GatewayTopology topology = proxy == null ? null : proxy.gatewayTopology();
    Integer number = topology == null ? null : topology.numTrustedProxies();
    if (number != null && number < 0) {
      diagnostics.add(
          Code.INVALID_VALUE,
          at.at("defaultConfig").at("gatewayTopology").at("numTrustedProxies"),
          "the number is negative",
          "Make it 0 or more.");
    }
    return number == null ? 0 : Math.max(0, number);
  }
}
