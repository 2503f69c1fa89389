package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.ProxyView.Interception;
import dev.signalbox.translator.ProxyView.IpFamilies;
import dev.signalbox.translator.ProxyView.Role;
import dev.signalbox.translator.model.Endpoint;
import dev.signalbox.translator.model.Service;
import dev.signalbox.translator.model.ServicePort;
import java.util.Optional;
import java.util.OptionalInt;

/** How a cluster finds its endpoints. */
sealed interface Discovery {

  /** What stays while endpoints come and go. */
  default Discovery withoutEndpoints() {
    return this;
  }

  /** From the control plane. */
  record Eds() implements Discovery {}

  /**
   * By DNS. Endpoints are names or addresses, and stand in the cluster itself.
   *
   * @param first the first address alone, of one endpoint
   */
  record Dns(boolean first, IpFamilies families, ImmutableList<Endpoint> endpoints)
      implements Discovery {
    @Override
    public Discovery withoutEndpoints() {
      return new Dns(first, families, ImmutableList.of());
    }
  }

  /** By DNS, the name that each request calls. */
  record DynamicDns(IpFamilies families) implements Discovery {}

  /**
   * To where the connection was going.
   *
   * @param port the one to take instead of the connection's
   */
  record OriginalDestination(OptionalInt port) implements Discovery {}

  /**
   * What of a client decides how it finds endpoints.
   *
   * @param intercepts whether its connections have a destination of their own
   */
  record Client(Role role, boolean intercepts, IpFamilies families) {
    static Client of(ProxyView view) {
      boolean intercepts = view.role() == Role.SIDECAR && view.interception() != Interception.NONE;
      return new Client(view.role(), intercepts, view.ipFamilies());
    }
  }

  /** None where a client has no way. */
  static Optional<Discovery> of(
      Service service, ServicePort port, ImmutableList<Endpoint> endpoints, Client client) {
    boolean grpc = client.role == Role.GRPC;
    return switch (service.resolution()) {
      case ENDPOINTS -> Optional.of(new Eds());
      case HEADLESS ->
          Optional.of(
              client.intercepts && !port.protocol().isHttp()
                  ? new OriginalDestination(OptionalInt.empty())
                  : new Eds());
      case ORIGINAL_DESTINATION ->
          Optional.of(
              client.role == Role.SIDECAR
                  ? new OriginalDestination(port.targetNumber())
                  : new Eds());
      case DNS, DNS_ROUND_ROBIN -> dns(service, endpoints, client);
      case DYNAMIC_DNS -> grpc ? Optional.empty() : Optional.of(new DynamicDns(client.families));
    };
  }

  /** gRPC clients ask DNS for one name only. */
  private static Optional<Discovery> dns(
      Service service, ImmutableList<Endpoint> endpoints, Client client) {
    boolean first =
        service.resolution() == dev.signalbox.translator.model.Resolution.DNS_ROUND_ROBIN;
    boolean grpc = client.role == Role.GRPC;
    if (grpc && endpoints.size() != 1) {
      return Optional.empty();
    }
    ImmutableList<Endpoint> taken =
        first && endpoints.size() > 1 ? endpoints.subList(0, 1) : endpoints;
    return Optional.of(new Dns(first || grpc, client.families, taken));
  }
}
