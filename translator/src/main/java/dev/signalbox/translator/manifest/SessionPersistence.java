package dev.signalbox.translator.manifest;

import dev.signalbox.translator.manifest.Schema.Required;
import org.jspecify.annotations.Nullable;

/**
 * That the requests of a session go to one endpoint; type says which one of the other two fields is
 * there: https://gateway-api.sigs.k8s.io/geps/gep-1619
 */
public record SessionPersistence(
    @Nullable String type,
    @Nullable String absoluteTimeout,
    @Nullable Cookie cookie,
    @Nullable Header header) {

  public record Cookie(
      @Nullable String name, @Nullable String path, @Nullable String lifetimeType) {}

  public record Header(@Required String name) {}
}
