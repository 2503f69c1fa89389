package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ResourceType;

/** The types of one stream. */
record States(TypeState clusters, TypeState endpoints, TypeState listeners, TypeState routes) {

  static States of(Protocol protocol) {
    return new States(
        new TypeState(ResourceType.CLUSTER, protocol),
        new TypeState(ResourceType.ENDPOINTS, protocol),
        new TypeState(ResourceType.LISTENER, protocol),
        new TypeState(ResourceType.ROUTES, protocol));
  }

  /** In the order in which a change goes out. */
  ImmutableList<TypeState> all() {
    return ImmutableList.of(clusters, endpoints, listeners, routes);
  }

  TypeState of(ResourceType type) {
    return switch (type) {
      case CLUSTER -> clusters;
      case ENDPOINTS -> endpoints;
      case LISTENER -> listeners;
      case ROUTES -> routes;
    };
  }
}
