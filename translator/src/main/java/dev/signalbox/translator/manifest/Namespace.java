package dev.signalbox.translator.manifest;

import dev.signalbox.translator.manifest.Schema.Ignored;

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1 */
@Ignored({"apiVersion", "kind", "spec", "status"})
public record Namespace(ObjectMeta metadata) {}
