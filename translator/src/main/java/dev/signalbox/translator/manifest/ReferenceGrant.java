package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://gateway-api.sigs.k8s.io/reference/spec/#referencegrant */
@Ignored({"apiVersion", "kind"})
public record ReferenceGrant(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(@Required ImmutableList<From> from, @Required ImmutableList<To> to) {}

  public record From(@Required String group, @Required String kind, @Required String namespace) {}

  public record To(@Required String group, @Required String kind, @Nullable String name) {}
}
