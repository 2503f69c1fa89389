package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotApplied;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig */
@Ignored({
  "ingressClass",
  "ingressControllerMode",
  "ingressSelector",
  "ingressService",
  "proxyInboundListenPort",
  "proxyListenPort"
})
@NotApplied({
  "ca",
  "caCertificates",
  "certificates",
  "configSources",
  "defaultProviders",
  "disableEnvoyListenerLog",
  "discoverySelectors",
  "dnsRefreshRate",
  "enableAutoMtls",
  "enableEnvoyAccessLogService",
  "enablePrometheusMerge",
  "enableTracing",
  "extensionProviders",
  "h2UpgradePolicy",
  "hboneIdleTimeout",
  "inboundClusterStatName",
  "inboundTrafficPolicy",
  "localityLbSetting",
  "meshMTLS",
  "pathNormalization",
  "proxyHttpPort",
  "serviceScopeConfigs",
  "serviceSettings",
  "thriftConfig",
  "tlsDefaults",
  "trustDomain",
  "trustDomainAliases",
  "verifyCertificateAtClient"
})
public record MeshConfig(
    String rootNamespace,
    @Nullable Duration connectTimeout,
    @Nullable TcpKeepalive tcpKeepalive,
    @Nullable OutboundTrafficPolicy outboundTrafficPolicy,
    String accessLogFile,
    String accessLogFormat,
    String accessLogEncoding,
    ImmutableList<String> defaultServiceExportTo,
    ImmutableList<String> defaultVirtualServiceExportTo,
    ImmutableList<String> defaultDestinationRuleExportTo,
    VirtualService.@Nullable HttpRetry defaultHttpRetryPolicy,
    @Nullable Duration protocolDetectionTimeout,
    String outboundClusterStatName,
    @Nullable ProxyConfig defaultConfig) {

  /** A mesh's settings as a document has them, with the field in which they stand. */
  public record Document(MeshConfig config, Origin at) {}

  public record TcpKeepalive(
      @Nullable Integer probes, @Nullable Duration time, @Nullable Duration interval) {}

  public record OutboundTrafficPolicy(String mode) {}

  /** Of a proxy's own settings only what decides on routes. */
  @Schema.Open
  public record ProxyConfig(@Nullable GatewayTopology gatewayTopology) {}

  @NotApplied({"forwardClientCertDetails", "proxyProtocol"})
  public record GatewayTopology(@Nullable Integer numTrustedProxies) {}
}
