package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.ReferenceGrant.Spec;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.ReferenceGrant;
import dev.signalbox.translator.model.ReferenceGrant.From;
import dev.signalbox.translator.model.ReferenceGrant.To;
import java.util.Optional;

/** ReferenceGrants. */
public final class ReferenceGrants {
  private ReferenceGrants() {}

  public static ImmutableList<Element> convert(
      dev.signalbox.translator.manifest.ReferenceGrant manifest,
      Origin id,
      Diagnostics diagnostics) {
    Spec spec = manifest.spec();
    // One that isn't as it was meant must not grant more than that.
    if (spec == null || diagnostics.hasErrorIn(id.at("spec"))) {
      return ImmutableList.of();
    }
    return ImmutableList.of(
        new ReferenceGrant(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            spec.from().stream()
                .map(from -> new From(from.group(), from.kind(), from.namespace()))
                .collect(ImmutableList.toImmutableList()),
            spec.to().stream()
                .map(to -> new To(to.group(), to.kind(), Optional.ofNullable(to.name())))
                .collect(ImmutableList.toImmutableList())));
  }
}
