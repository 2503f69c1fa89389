package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.NotSupportedYet;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://gateway-api.sigs.k8s.io/reference/spec/#tcproute */
@Ignored({"apiVersion", "kind", "status"})
public record TcpRoute(ObjectMeta metadata, @Required @Nullable Spec spec) {

  @NotSupportedYet(value = "useDefaultGateways", reason = "name the Gateways in parentRefs")
  public record Spec(ImmutableList<ParentReference> parentRefs, ImmutableList<Rule> rules) {}

  public record Rule(String name, ImmutableList<BackendReference> backendRefs) {}
}
