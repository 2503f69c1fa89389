package dev.signalbox.translator.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.Pod;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Workload;
import java.util.HashMap;
import java.util.Map;

/** Pods, as far as they are endpoints. */
public final class Pods {
  private Pods() {}

  public static ImmutableList<Element> convert(Pod manifest, Origin id) {
    Pod.Status status = manifest.status();
    return ImmutableList.of(
        new Workload(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            Workload.Source.POD,
            status == null ? "" : status.podIP(),
            manifest.metadata().labels(),
            namedPorts(manifest),
            Locality.NONE,
            1,
            status != null && isReady(status)));
  }

  /** Running and not said to be unready: hand-written Pods rarely list conditions. */
  private static boolean isReady(Pod.Status status) {
    return !status.podIP().isEmpty()
        && status.phase().equals("Running")
        && status.conditions().stream()
            .noneMatch(c -> c.type().equals("Ready") && !c.status().equals("True"));
  }

  private static ImmutableMap<String, Integer> namedPorts(Pod manifest) {
    Map<String, Integer> ports = new HashMap<>();
    if (manifest.spec() != null) {
      manifest.spec().containers().stream()
          .flatMap(container -> container.ports().stream())
          .filter(port -> !port.name().isEmpty())
          .forEach(port -> ports.putIfAbsent(port.name(), port.containerPort()));
    }
    return ImmutableMap.copyOf(ports);
  }
}
