package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DeltaDiscoveryResponse;
import io.envoyproxy.envoy.service.discovery.v3.Resource;
import java.util.Optional;

/** The incremental protocol. */
public final class DeltaCodec implements Codec<DeltaDiscoveryRequest, DeltaDiscoveryResponse> {

  private static final String DECLINED = "declined";

  @Override
  public Protocol protocol() {
    return Protocol.DELTA;
  }

  @Override
  public Node node(DeltaDiscoveryRequest request) {
    return request.getNode();
  }

  @Override
  public String typeUrl(DeltaDiscoveryRequest request) {
    return request.getTypeUrl();
  }

  @Override
  public Optional<Event.Request> decode(DeltaDiscoveryRequest request) {
    return ResourceType.byTypeUrl(request.getTypeUrl())
        .map(
            type ->
                new Event.Request(
                    type,
                    request.getResponseNonce(),
                    new Event.NameChange(
                        ImmutableSet.copyOf(request.getResourceNamesSubscribeList()),
                        ImmutableSet.copyOf(request.getResourceNamesUnsubscribeList())),
                    ImmutableMap.copyOf(request.getInitialResourceVersionsMap()),
                    request.hasErrorDetail()
                        ? Optional.of(request.getErrorDetail().getMessage())
                        : Optional.empty()));
  }

  /** What it names doesn't exist: said at once, a client doesn't wait for it. */
  @Override
  public Optional<DeltaDiscoveryResponse> decline(DeltaDiscoveryRequest request) {
    return request.getResourceNamesSubscribeCount() == 0
        ? Optional.empty()
        : Optional.of(
            DeltaDiscoveryResponse.newBuilder()
                .setTypeUrl(request.getTypeUrl())
                .setNonce(DECLINED)
                .addAllRemovedResources(request.getResourceNamesSubscribeList())
                .build());
  }

  @Override
  public DeltaDiscoveryResponse encode(Response response) {
    DeltaDiscoveryResponse.Builder message =
        DeltaDiscoveryResponse.newBuilder()
            .setTypeUrl(response.type().typeUrl())
            .setSystemVersionInfo(response.version())
            .setNonce(response.nonce())
            .addAllRemovedResources(response.removed());
    response
        .resources()
        .forEach(
            resource ->
                message.addResources(
                    Resource.newBuilder()
                        .setName(resource.name())
                        .setVersion(resource.version())
                        .setResource(resource.any())));
    return message.build();
  }
}
