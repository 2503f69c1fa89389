package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1 */
@Ignored({"apiVersion", "kind"})
public record Endpoints(ObjectMeta metadata, ImmutableList<Subset> subsets) {

  public record Subset(
      ImmutableList<Address> addresses,
      ImmutableList<Address> notReadyAddresses,
      ImmutableList<EndpointSlice.Port> ports) {}

  @Ignored({"hostname", "nodeName"})
  public record Address(@Required String ip, EndpointSlice.@Nullable TargetRef targetRef) {}
}
