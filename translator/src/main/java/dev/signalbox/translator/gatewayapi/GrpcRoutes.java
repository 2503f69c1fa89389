package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.annotations.RequestAnnotations;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.GrpcRoute;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;

/** GRPCRoutes. */
public final class GrpcRoutes {
  private GrpcRoutes() {}

  public static ImmutableList<Element> convert(
      GrpcRoute manifest, Origin id, Diagnostics diagnostics) {
    GrpcRoute.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    GrpcRules rules =
        new GrpcRules(
            id.namespace(),
            RequestAnnotations.ofRoute(
                manifest.metadata().annotations(), id, RequestAnnotations.Kind.GRPC, diagnostics),
            diagnostics);
    ImmutableList.Builder<AttachedRoute.Entry> entries = ImmutableList.builder();
    for (int i = 0; i < spec.rules().size(); i++) {
      entries.addAll(rules.convert(spec.rules().get(i), origin.at("rules").at(i)));
    }
    return ImmutableList.of(
        new AttachedRoute(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            AttachedRoute.Type.GRPC,
            true,
            Parents.convert(spec.parentRefs(), origin.at("parentRefs"), diagnostics),
            spec.hostnames(),
            entries.build()));
  }
}
