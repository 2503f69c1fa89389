package dev.signalbox.controlplane.proxyconfig;

import com.google.common.base.Splitter;
import com.google.common.primitives.Ints;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.Metadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Istio's conventions for names and metadata of resources. */
final class IstioNames {
  private static final int PATH_PARTS = 8;
  private static final int KIND_PART = 6;
  private static final int NAMESPACE_PART = 5;
  private static final int NAME_PART = 7;
  private static final int CLUSTER_PARTS = 4;

  private IstioNames() {}

  /** {@code direction|port|subset|host}. */
  record ClusterName(String direction, String port, String subset, String host) {
    static final Comparator<ClusterName> ORDER =
        Comparator.comparing(ClusterName::host)
            .thenComparing(ClusterName::subset)
            .thenComparing(ClusterName::portNumber)
            .thenComparing(ClusterName::direction);

    /** Of any other name, all is the host. */
    static ClusterName of(String name) {
      List<String> parts = Splitter.on('|').splitToList(name);
      return parts.size() == CLUSTER_PARTS
          ? new ClusterName(parts.get(0), parts.get(1), parts.get(2), parts.get(3))
          : new ClusterName("", "", "", name);
    }

    private int portNumber() {
      return Optional.ofNullable(Ints.tryParse(port)).orElse(0);
    }
  }

  /** NAME.NAMESPACE of the object that the metadata names, if it is of a group with kinds. */
  static String origin(Metadata metadata) {
    List<String> parts = originPath(metadata);
    return parts.isEmpty() ? "" : parts.get(NAME_PART) + "." + parts.get(NAMESPACE_PART);
  }

  /** The same, of this kind only. */
  static String origin(Metadata metadata, String kind) {
    List<String> parts = originPath(metadata);
    return !parts.isEmpty() && parts.get(KIND_PART).equals(kind) ? origin(metadata) : "";
  }

  static String locality(Locality locality) {
    return Stream.of(locality.getRegion(), locality.getZone(), locality.getSubZone())
        .takeWhile(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  /** {@code /apis/GROUP/VERSION/namespaces/NAMESPACE/KIND/NAME} in its parts, or nothing. */
  private static List<String> originPath(Metadata metadata) {
    String path =
        metadata
            .getFilterMetadataOrDefault("istio", Struct.getDefaultInstance())
            .getFieldsOrDefault("config", Value.getDefaultInstance())
            .getStringValue();
    List<String> parts = Splitter.on('/').splitToList(path);
    return path.startsWith("/apis/") && parts.size() == PATH_PARTS ? parts : List.of();
  }
}
