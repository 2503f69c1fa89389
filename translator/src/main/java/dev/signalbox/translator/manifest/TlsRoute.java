package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Open;
import org.jspecify.annotations.Nullable;

/** A TLSRoute, of which only the parents count: they are told that it isn't supported yet. */
@Open
public record TlsRoute(ObjectMeta metadata, @Nullable Spec spec) {

  @Open
  public record Spec(ImmutableList<ParentReference> parentRefs) {}
}
