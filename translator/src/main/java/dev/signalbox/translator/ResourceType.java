package dev.signalbox.translator;

import java.util.Arrays;
import java.util.Optional;

/** The xDS resource types that Signalbox serves, in the order in which a change goes out. */
public enum ResourceType {
  CLUSTER("CDS", "type.googleapis.com/envoy.config.cluster.v3.Cluster"),
  ENDPOINTS("EDS", "type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment"),
  LISTENER("LDS", "type.googleapis.com/envoy.config.listener.v3.Listener"),
  ROUTES("RDS", "type.googleapis.com/envoy.config.route.v3.RouteConfiguration");

  private final String shortName;
  private final String typeUrl;

  ResourceType(String shortName, String typeUrl) {
    this.shortName = shortName;
    this.typeUrl = typeUrl;
  }

  /** The name of the discovery service: CDS, EDS, LDS or RDS. */
  public String shortName() {
    return shortName;
  }

  public String typeUrl() {
    return typeUrl;
  }

  public static Optional<ResourceType> byTypeUrl(String typeUrl) {
    return Arrays.stream(values()).filter(type -> type.typeUrl.equals(typeUrl)).findFirst();
  }
}
