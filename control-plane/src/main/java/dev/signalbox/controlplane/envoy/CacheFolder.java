package dev.signalbox.controlplane.envoy;

import java.nio.file.Path;
import java.util.Map;

/** Where downloaded programs are kept between runs. */
final class CacheFolder {
  private CacheFolder() {}

  static Path of(Map<String, String> environment) {
    String own = environment.getOrDefault("SIGNALBOX_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own).toAbsolutePath();
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    Path caches = xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg);
    return caches.resolve("signalbox").toAbsolutePath();
  }
}
