package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.BackendTlsPolicy;
import dev.signalbox.translator.manifest.ObjectMeta;
import dev.signalbox.translator.manifest.ParentReference;
import dev.signalbox.translator.manifest.TlsRoute;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Unsupported;

/** Kinds that are about TLS. Nobody must take their silence for protection. */
public final class TlsKinds {
  private TlsKinds() {}

  public static ImmutableList<Element> convert(
      TlsRoute manifest, Origin id, Diagnostics diagnostics) {
    TlsRoute.Spec spec = manifest.spec();
    return spec == null
        ? ImmutableList.of()
        : unsupported(manifest.metadata(), spec.parentRefs(), id, "parentRefs", diagnostics);
  }

  public static ImmutableList<Element> convert(
      BackendTlsPolicy manifest, Origin id, Diagnostics diagnostics) {
    BackendTlsPolicy.Spec spec = manifest.spec();
    return spec == null
        ? ImmutableList.of()
        : unsupported(manifest.metadata(), spec.targetRefs(), id, "targetRefs", diagnostics);
  }

  private static ImmutableList<Element> unsupported(
      ObjectMeta metadata,
      ImmutableList<ParentReference> references,
      Origin id,
      String field,
      Diagnostics diagnostics) {
    diagnostics.add(
        Code.NOT_SUPPORTED_YET,
        id.at("kind"),
        id.kind() + " is not supported yet: TLS comes in a later release",
        "Remove it, or wait for the release that supports it.");
    return ImmutableList.of(
        new Unsupported(
            id,
            new Precedence(metadata.creationTimestamp(), id.namespace(), id.name()),
            Parents.convert(references, id.at("spec").at(field), diagnostics)));
  }
}
