package dev.signalbox.controlplane;

import com.google.common.collect.ImmutableSet;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.signalbox.translator.ManifestSet;
import dev.signalbox.translator.ProxyNode;
import dev.signalbox.translator.ProxyView;
import dev.signalbox.translator.model.Gateway;
import dev.signalbox.translator.model.Mesh;
import dev.signalbox.translator.model.Sidecar;
import io.envoyproxy.envoy.config.core.v3.Node;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Views of the proxies that manifests call for: a sidecar in each namespace, those that a Sidecar
 * is for, each gateway.
 */
final class TypicalViews {
  private TypicalViews() {}

  static ImmutableSet<ProxyView> of(ManifestSet manifests, Mesh mesh) {
    return Stream.of(
            manifests.namespaces().stream().map(namespace -> view("sidecar", namespace, Map.of())),
            mesh.sidecars().all().stream().flatMap(TypicalViews::selected),
            mesh.gateways().stream().map(TypicalViews::gateway))
        .flatMap(views -> views)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static Stream<ProxyView> selected(Sidecar sidecar) {
    return sidecar.selector().stream()
        .map(labels -> view("sidecar", sidecar.origin().namespace(), labels));
  }

  private static ProxyView gateway(Gateway gateway) {
    return view("router", gateway.origin().namespace(), gateway.selector());
  }

  private static ProxyView view(String role, String namespace, Map<String, String> labels) {
    Struct.Builder labelFields = Struct.newBuilder();
    labels.forEach(
        (key, value) ->
            labelFields.putFields(key, Value.newBuilder().setStringValue(value).build()));
    Value labelsValue = Value.newBuilder().setStructValue(labelFields).build();
    return ProxyNode.of(
            Node.newBuilder()
                .setId(
                    "%s~127.0.0.1~any.%s~%s.svc.cluster.local"
                        .formatted(role, namespace, namespace))
                .setMetadata(Struct.newBuilder().putFields("LABELS", labelsValue))
                .build())
        .view();
  }
}
