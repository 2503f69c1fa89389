package dev.signalbox.translator.kubernetes;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.diagnostics.Values;
import dev.signalbox.translator.manifest.Pod;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Locality;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.Workload;
import java.util.HashMap;
import java.util.Map;

/** Pods, as far as they are endpoints. */
public final class Pods {
  private static final String LOCALITY_LABEL = "istio-locality";

  private Pods() {}

  public static ImmutableList<Element> convert(Pod manifest, Origin id, Diagnostics diagnostics) {
    Pod.Status status = manifest.status();
    String address = status == null ? "" : address(status, id.at("status"), diagnostics);
    boolean ready = status != null && !address.isEmpty() && isReady(status);
    return ImmutableList.of(
        new Workload(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            Workload.Source.POD,
            address,
            manifest.metadata().labels(),
            namedPorts(manifest, id.at("spec").at("containers"), diagnostics),
            Locality.ofLabel(manifest.metadata().labels().getOrDefault(LOCALITY_LABEL, "")),
            1,
            ready));
  }

  /** None before it runs. */
  private static String address(Pod.Status status, Origin origin, Diagnostics diagnostics) {
    boolean running = !status.podIP().isEmpty() && status.phase().equals("Running");
    return running && Values.isIpAddress(status.podIP(), origin.at("podIP"), diagnostics)
        ? status.podIP()
        : "";
  }

  /** Not said to be unready: hand-written Pods rarely list conditions. */
  private static boolean isReady(Pod.Status status) {
    return status.conditions().stream()
        .noneMatch(c -> c.type().equals("Ready") && !c.status().equals("True"));
  }

  private static ImmutableMap<String, Integer> namedPorts(
      Pod manifest, Origin origin, Diagnostics diagnostics) {
    Map<String, Integer> named = new HashMap<>();
    var containers =
        manifest.spec() == null ? ImmutableList.<Pod.Container>of() : manifest.spec().containers();
    for (int i = 0; i < containers.size(); i++) {
      ImmutableList<Pod.ContainerPort> ports = containers.get(i).ports();
      for (int j = 0; j < ports.size(); j++) {
        Origin at = origin.at(i).at("ports").at(j).at("containerPort");
        int number = ports.get(j).containerPort();
        if (!ports.get(j).name().isEmpty() && Values.isPort(number, at, diagnostics)) {
          named.putIfAbsent(ports.get(j).name(), number);
        }
      }
    }
    return ImmutableMap.copyOf(named);
  }
}
