package dev.signalbox.controlplane.status;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.controlplane.server.StreamRegistry;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.GatewayStatus;
import dev.signalbox.translator.model.LinkedRoutes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The status of all objects, and since when. It is no part of what is translated, which depends on
 * the manifests alone: times and the proxies' addresses come from what this process has seen.
 */
public final class StatusBoard {
  private final InstantSource clock;
  private LinkedRoutes linked = LinkedRoutes.NONE;
  private GatewayAddresses proxies = GatewayAddresses.NONE;
  private volatile LiveStatus current = LiveStatus.NONE;

  public StatusBoard(InstantSource clock) {
    this.clock = clock;
  }

  public LiveStatus current() {
    return current;
  }

  /** After a translation. */
  public synchronized void update(LinkedRoutes newLinked) {
    if (!newLinked.equals(linked)) {
      linked = newLinked;
      refresh();
    }
  }

  /** After a Gateway's proxy has come or gone. */
  public synchronized void update(StreamRegistry streams) {
    GatewayAddresses now = GatewayAddresses.of(streams);
    if (!now.equals(proxies)) {
      proxies = now;
      refresh();
    }
  }

  private void refresh() {
    ImmutableMap.Builder<Origin, GatewayStatus> gateways = ImmutableMap.builder();
    linked.gatewayStatuses().forEach((id, status) -> gateways.put(id, proxies.applied(id, status)));
    LinkedRoutes effective = linked.withGatewayStatuses(gateways.buildOrThrow());
    current =
        new LiveStatus(
            effective,
            proxies,
            current
                .transitions()
                .after(effective, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
  }
}
