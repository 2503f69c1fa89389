package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1 */
@Ignored({"apiVersion", "kind"})
public record EndpointSlice(
    ObjectMeta metadata,
    String addressType,
    ImmutableList<Endpoint> endpoints,
    ImmutableList<Port> ports) {

  @Ignored({"deprecatedTopology", "hints", "hostname", "nodeName"})
  public record Endpoint(
      @Required ImmutableList<String> addresses,
      @Nullable Conditions conditions,
      @Nullable TargetRef targetRef,
      String zone) {}

  @Ignored({"serving", "terminating"})
  public record Conditions(@Nullable Boolean ready) {}

  @Ignored({"apiVersion", "fieldPath", "resourceVersion", "uid"})
  public record TargetRef(String kind, String namespace, String name) {}

  @Ignored("appProtocol")
  public record Port(String name, @Nullable Integer port, String protocol) {}
}
