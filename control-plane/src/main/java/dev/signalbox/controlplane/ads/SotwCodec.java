package dev.signalbox.controlplane.ads;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.ResourceType;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryResponse;
import java.util.Optional;

/** State of the world. */
public final class SotwCodec implements Codec<DiscoveryRequest, DiscoveryResponse> {

  @Override
  public Protocol protocol() {
    return Protocol.SOTW;
  }

  @Override
  public Node node(DiscoveryRequest request) {
    return request.getNode();
  }

  @Override
  public String typeUrl(DiscoveryRequest request) {
    return request.getTypeUrl();
  }

  @Override
  public Optional<Event.Request> decode(DiscoveryRequest request) {
    return ResourceType.byTypeUrl(request.getTypeUrl())
        .map(
            type ->
                new Event.Request(
                    type,
                    request.getResponseNonce(),
                    new Event.AllNames(ImmutableSet.copyOf(request.getResourceNamesList())),
                    ImmutableMap.of(),
                    request.hasErrorDetail()
                        ? Optional.of(request.getErrorDetail().getMessage())
                        : Optional.empty()));
  }

  /** There is no way to say that something doesn't exist. */
  @Override
  public Optional<DiscoveryResponse> decline(DiscoveryRequest request) {
    return Optional.empty();
  }

  @Override
  public DiscoveryResponse encode(Response response) {
    DiscoveryResponse.Builder message =
        DiscoveryResponse.newBuilder()
            .setTypeUrl(response.type().typeUrl())
            .setVersionInfo(response.version())
            .setNonce(response.nonce());
    response.resources().forEach(resource -> message.addResources(resource.any()));
    return message.build();
  }
}
