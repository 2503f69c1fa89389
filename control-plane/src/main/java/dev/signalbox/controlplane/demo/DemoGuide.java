package dev.signalbox.controlplane.demo;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;

/** What the demo tells its user. */
final class DemoGuide {
  private DemoGuide() {}

  static String text(DemoFolder folder, Demo.Running running) throws IOException {
    return Template.load("guide.txt")
        .fill(
            ImmutableMap.<String, String>builder()
                .put("url", running.gatewayUrl())
                .put("folder", folder.root().toString())
                .put("manifests", folder.manifests().toString())
                .put("xdsPort", Integer.toString(running.xdsPort()))
                .put("adminPort", Integer.toString(running.adminPort()))
                .put("sidecarAdmin", running.sidecar().adminAddress())
                .put("sidecarLog", running.sidecar().log().toString())
                .put("gatewayAdmin", running.gateway().adminAddress())
                .put("gatewayLog", running.gateway().log().toString())
                .buildOrThrow());
  }
}
