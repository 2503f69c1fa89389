package dev.signalbox.translator;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedMap;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.ProxyView.Role;
import dev.signalbox.translator.model.Locality;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who a proxy is, by Istio's node conventions.
 *
 * @param id the node id as sent
 * @param name the workload's name: with the namespace, how commands call the proxy
 * @param userAgent such as {@code envoy 1.40.0} or {@code gRPC Java 1.85.1}; may be empty
 */
public record ProxyNode(String id, String name, String userAgent, ProxyView view) {

  private static final String DEFAULT_NAMESPACE = "default";

  public static ProxyNode of(Node node) {
    String[] parts = node.getId().split("~", -1);
    boolean conventional = parts.length == 4;
    Struct metadata = node.getMetadata();
    String namespace = namespace(metadata, conventional ? parts[2] : "");
    String name = conventional ? workload(parts[2], namespace) : node.getId();
    Role role = role(node, conventional ? parts[0] : "sidecar");
    IpFamilies families = ipFamilies(conventional ? parts[1] : "", metadata);
    ProxyView view = view(role, namespace, metadata, families, locality(node));
    return new ProxyNode(node.getId(), name, userAgent(node), view);
  }

  /** NAME.NAMESPACE, as commands print it. */
  public String qualifiedName() {
    return name + "." + view.namespace();
  }

  /** By which others reach it, if the id follows the conventions. */
  public Optional<String> address() {
    String[] parts = id.split("~", -1);
    return parts.length == 4 ? Optional.of(parts[1]) : Optional.empty();
  }

  private static ProxyView view(
      Role role, String namespace, Struct metadata, IpFamilies families, Locality locality) {
    String bindDefault = role == Role.GATEWAY ? "0.0.0.0" : "127.0.0.1";
    return new ProxyView(
        role,
        namespace,
        labels(metadata),
        interception(string(metadata, "INTERCEPTION_MODE", "NONE")),
        string(metadata, "BIND_ADDRESS", bindDefault),
        port(string(metadata, "HTTP_PROXY_PORT", "")),
        trustedProxies(metadata),
        families,
        locality);
  }

  private static Locality locality(Node node) {
    var locality = node.getLocality();
    return new Locality(locality.getRegion(), locality.getZone(), locality.getSubZone());
  }

  /** By the address in the id and those in the metadata; IPv4 if there is none. */
  private static IpFamilies ipFamilies(String ofId, Struct metadata) {
    String all = ofId + "," + string(metadata, "INSTANCE_IPS", "");
    boolean v4 = false;
    boolean v6 = false;
    for (String address : Splitter.on(',').trimResults().omitEmptyStrings().split(all)) {
      v6 |= address.contains(":");
      v4 |= !address.contains(":");
    }
    return v6 && v4 ? IpFamilies.BOTH : v6 ? IpFamilies.V6 : IpFamilies.V4;
  }

  private static Role role(Node node, String prefix) {
    if (node.getUserAgentName().startsWith("gRPC")) {
      return Role.GRPC;
    }
    return prefix.equals("router") ? Role.GATEWAY : Role.SIDECAR;
  }

  private static String namespace(Struct metadata, String workload) {
    String fromId = workload.contains(".") ? workload.substring(workload.indexOf('.') + 1) : "";
    return string(metadata, "NAMESPACE", fromId.isEmpty() ? DEFAULT_NAMESPACE : fromId);
  }

  private static String workload(String workload, String namespace) {
    String suffix = "." + namespace;
    return workload.endsWith(suffix)
        ? workload.substring(0, workload.length() - suffix.length())
        : workload;
  }

  private static String userAgent(Node node) {
    String version =
        node.hasUserAgentBuildVersion()
            ? "%d.%d.%d"
                .formatted(
                    node.getUserAgentBuildVersion().getVersion().getMajorNumber(),
                    node.getUserAgentBuildVersion().getVersion().getMinorNumber(),
                    node.getUserAgentBuildVersion().getVersion().getPatch())
            : node.getUserAgentVersion();
    return (node.getUserAgentName() + " " + version).strip();
  }

  private static ImmutableSortedMap<String, String> labels(Struct metadata) {
    ImmutableSortedMap.Builder<String, String> labels = ImmutableSortedMap.naturalOrder();
    struct(metadata, "LABELS").getFieldsMap().forEach((key, value) -> labels.put(key, text(value)));
    return labels.buildOrThrow();
  }

  private static Interception interception(String mode) {
    return switch (mode.toUpperCase(Locale.ROOT)) {
      case "REDIRECT" -> Interception.REDIRECT;
      case "TPROXY" -> Interception.TPROXY;
      default -> Interception.NONE;
    };
  }

  private static int trustedProxies(Struct metadata) {
    Struct topology = struct(struct(metadata, "PROXY_CONFIG"), "gatewayTopology");
    return port(string(topology, "numTrustedProxies", "")).orElse(0);
  }

  private static OptionalInt port(String text) {
    try {
      int number = Integer.parseInt(text);
      return number >= 0 && number <= 65535 ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private static Struct struct(Struct parent, String key) {
    return parent.getFieldsOrDefault(key, Value.getDefaultInstance()).getStructValue();
  }

  private static String string(Struct parent, String key, String fallback) {
    String text = text(parent.getFieldsOrDefault(key, Value.getDefaultInstance()));
    return text.isEmpty() ? fallback : text;
  }

  private static String text(Value value) {
    return switch (value.getKindCase()) {
      case STRING_VALUE -> value.getStringValue();
      case NUMBER_VALUE -> Long.toString((long) value.getNumberValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      default -> "";
    };
  }
}
