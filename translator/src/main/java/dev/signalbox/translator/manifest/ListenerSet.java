package dev.signalbox.translator.manifest;

import com.google.common.collect.ImmutableList;
import dev.signalbox.translator.manifest.Schema.Ignored;
import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/** https://gateway-api.sigs.k8s.io/reference/spec/#listenerset */
@Ignored({"apiVersion", "kind", "status"})
public record ListenerSet(ObjectMeta metadata, @Required @Nullable Spec spec) {

  public record Spec(
      @Required @Nullable ParentReference parentRef,
      @Required ImmutableList<ApiGateway.Listener> listeners) {}
}
