package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.envoy.EnvoyProcess;
import java.io.IOException;
import java.util.Map;

/** What the demo tells its user. */
final class DemoGuide {
  private DemoGuide() {}

  static String text(DemoFolder folder, Demo.Running running) throws IOException {
    ImmutableMap.Builder<String, String> places = ImmutableMap.builder();
    places
        .put("url", running.url())
        .put("folder", folder.root().toString())
        .put("manifests", folder.manifests().toString())
        .put("xdsPort", Integer.toString(running.xdsPort()))
        .put("adminPort", Integer.toString(running.adminPort()));
    for (Map.Entry<String, EnvoyProcess> envoy : running.envoys().entrySet()) {
      places
          .put(envoy.getKey() + "Admin", envoy.getValue().adminAddress())
          .put(envoy.getKey() + "Log", envoy.getValue().log().toString());
    }
    return Template.load(folder.application().folder() + ".txt").fill(places.buildOrThrow());
  }
}
