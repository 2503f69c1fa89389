package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.ParentReference;
import dev.signalbox.translator.model.AttachedRoute.Parent;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** parentRefs, with what the API's schema fills in. */
final class Parents {
  private static final String DEFAULT_KIND = "Gateway";

  private Parents() {}

  static ImmutableList<Parent> convert(
      ImmutableList<ParentReference> references, Origin origin, Diagnostics diagnostics) {
    ImmutableList.Builder<Parent> parents = ImmutableList.builder();
    for (int i = 0; i < references.size(); i++) {
      ParentReference reference = references.get(i);
      Integer port = reference.port();
      boolean valid = port == null || Values.isPort(port, origin.at(i).at("port"), diagnostics);
      if (valid) {
        parents.add(parent(reference, origin.at(i)));
      }
    }
    return parents.build();
  }

  private static Parent parent(ParentReference reference, Origin origin) {
    return new Parent(
        origin,
        Objects.requireNonNullElse(reference.group(), Flavour.of(origin).group()),
        Objects.requireNonNullElse(reference.kind(), DEFAULT_KIND),
        Objects.requireNonNullElse(reference.namespace(), origin.namespace()),
        reference.name(),
        reference.port() == null ? OptionalInt.empty() : OptionalInt.of(reference.port()),
        Optional.ofNullable(reference.sectionName()),
        reference.namespace() != null);
  }
}
