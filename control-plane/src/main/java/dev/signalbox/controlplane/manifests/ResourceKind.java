package dev.signalbox.controlplane.manifests;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.controlplane.report.DidYouMean;
import dev.signalbox.proto.manifests.v1.ObjectName;
import dev.signalbox.translator.manifest.Kinds;
import java.util.stream.Stream;

/**
 * A kind that is read, by all the names that kubectl takes.
 *
 * @param group the API group; empty for Kubernetes' core kinds
 */
public record ResourceKind(String group, String kind) {
  private static final String DEFAULT_NAMESPACE = "default";

  private static final ImmutableSet<String> CLUSTER_SCOPED =
      ImmutableSet.of("Namespace", "GatewayClass");

  /** By {@code GROUP/KIND}, as the custom resource definitions have them. */
  private static final ImmutableListMultimap<String, String> SHORT_NAMES =
      ImmutableListMultimap.<String, String>builder()
          .put("networking.istio.io/VirtualService", "vs")
          .put("networking.istio.io/DestinationRule", "dr")
          .put("networking.istio.io/Gateway", "gw")
          .put("networking.istio.io/ServiceEntry", "se")
          .put("networking.istio.io/WorkloadEntry", "we")
          .put("gateway.networking.k8s.io/Gateway", "gtw")
          .put("gateway.networking.k8s.io/GatewayClass", "gc")
          .put("gateway.networking.k8s.io/ReferenceGrant", "refgrant")
          .put("gateway.networking.k8s.io/ListenerSet", "lset")
          .put("gateway.networking.k8s.io/BackendTLSPolicy", "btlspolicy")
          .put("linkerd.io/ServiceProfile", "sp")
          .put("/Service", "svc")
          .put("/Endpoints", "ep")
          .put("/Pod", "po")
          .put("/Namespace", "ns")
          .put("/ConfigMap", "cm")
          .build();

  /** Istio's first. */
  public static final ImmutableList<ResourceKind> ALL =
      Kinds.all().stream().map(ResourceKind::of).collect(ImmutableList.toImmutableList());

  private static ResourceKind of(String name) {
    int slash = name.indexOf('/');
    return new ResourceKind(name.substring(0, slash), name.substring(slash + 1));
  }

  /** By any of its names, with or without its group; several groups may have one. */
  public static ImmutableList<ResourceKind> findAll(String name) {
    String plain = Ascii.toLowerCase(name);
    return ALL.stream()
        .filter(kind -> kind.isCalled(plain))
        .collect(ImmutableList.toImmutableList());
  }

  /** What to tell somebody who named a kind that isn't there. */
  public static String unknown(String name) {
    ImmutableList<String> known =
        ALL.stream().flatMap(ResourceKind::names).collect(ImmutableList.toImmutableList());
    return "there is no kind '" + name + "'" + DidYouMean.sentence(name, known);
  }

  /** {@code virtualservice.networking.istio.io}, as kubectl calls it in messages. */
  public static String label(String group, String kind) {
    return Ascii.toLowerCase(kind) + (group.isEmpty() ? "" : "." + group);
  }

  public String label() {
    return label(group, kind);
  }

  /** Whether its objects are in no namespace. */
  public boolean clusterScoped() {
    return CLUSTER_SCOPED.contains(kind);
  }

  /** One of its objects; what is in no namespace is kept as if it were in the default one. */
  public ObjectName object(String namespace, String name) {
    return ObjectName.newBuilder()
        .setGroup(group)
        .setKind(kind)
        .setNamespace(clusterScoped() ? DEFAULT_NAMESPACE : namespace)
        .setName(name)
        .build();
  }

  /** Plural, singular and short names. */
  public Stream<String> names() {
    return Stream.concat(
        Stream.of(plural(), Ascii.toLowerCase(kind)), SHORT_NAMES.get(group + "/" + kind).stream());
  }

  public String plural() {
    String singular = Ascii.toLowerCase(kind);
    if (singular.endsWith("ss")) {
      return singular + "es";
    }
    if (singular.endsWith("s")) {
      return singular;
    }
    return singular.endsWith("y") && !singular.endsWith("ay")
        ? singular.substring(0, singular.length() - 1) + "ies"
        : singular + "s";
  }

  private boolean isCalled(String name) {
    String suffix = group.isEmpty() ? "" : "." + group;
    return names().anyMatch(known -> name.equals(known) || name.equals(known + suffix));
  }
}
