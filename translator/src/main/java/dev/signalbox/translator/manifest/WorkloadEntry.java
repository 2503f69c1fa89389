package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://istio.io/latest/docs/reference/config/networking/workload-entry */
@Ignored({"apiVersion", "kind", "status"})
public record WorkloadEntry(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @Ignored(
      value = "serviceAccount",
      reason = "names an identity for mutual TLS, which doesn't exist here")
  public record Spec(
      String address,
      ImmutableMap<String, Integer> ports,
      ImmutableMap<String, String> labels,
      String network,
      String locality,
      @Nullable Integer weight) {}
}
