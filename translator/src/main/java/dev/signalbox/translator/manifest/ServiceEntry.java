package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotEmpty;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/networking/service-entry */
@Ignored({"apiVersion", "kind", "status"})
public record ServiceEntry(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @NotSupportedYet(value = "subjectAltNames", reason = "TLS origination comes in a later release")
  @Ignored(
      value = "location",
      reason = "says whether mutual TLS and the mesh's statistics apply; neither exists here")
  public record Spec(
      @Required ImmutableList<String> hosts,
      ImmutableList<String> addresses,
      ImmutableList<Port> ports,
      String resolution,
      ImmutableList<WorkloadEntry.Spec> endpoints,
      @Nullable WorkloadSelector workloadSelector,
      ImmutableList<String> exportTo) {}

  public record Port(
      @Required int number,
      String protocol,
      @Required @NotEmpty String name,
      @Nullable Integer targetPort) {}

  public record WorkloadSelector(ImmutableMap<String, String> labels) {}
}
