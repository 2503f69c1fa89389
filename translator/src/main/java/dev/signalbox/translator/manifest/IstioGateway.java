package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** Istio's Gateway: https://istio.io/latest/docs/reference/config/networking/gateway */
@Ignored({"apiVersion", "kind", "status"})
public record IstioGateway(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(
      ImmutableMap<String, String> selector, @Required ImmutableList<Server> servers) {}

  @Ignored(
      value = "defaultEndpoint",
      reason = "a gateway's own application, for which Istio's proxies have no use either")
  @Ignored(value = "name", reason = "tells servers apart for their reader")
  public record Server(
      @Required @Nullable Port port,
      String bind,
      @Required ImmutableList<String> hosts,
      @Nullable Tls tls) {}

  public record Port(
      @Required int number,
      @Required String protocol,
      @Required String name,
      @Nullable Integer targetPort) {}

  @NotSupportedYet(
      value = {
        "serverCertificate",
        "privateKey",
        "caCertificates",
        "caCrl",
        "credentialName",
        "credentialNames",
        "tlsCertificates",
        "caCertCredentialName",
        "subjectAltNames",
        "verifyCertificateSpki",
        "verifyCertificateHash",
        "minProtocolVersion",
        "maxProtocolVersion",
        "cipherSuites",
        "ecdhCurves",
        "insecureSkipVerify"
      },
      reason = "TLS termination comes in a later release")
  public record Tls(boolean httpsRedirect, String mode) {}
}
