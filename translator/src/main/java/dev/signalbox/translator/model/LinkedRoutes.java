package dev.signalbox.translator.model;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.diagnostics.Diagnostic;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.model.RouteStatus.Condition;

/**
 * What routes have become together with what they are attached to.
 *
 * @param statuses by the routes' objects
 * @param gatewayStatuses of Gateways and ListenerSets that are ours
 * @param classStatuses of GatewayClasses that are ours
 */
public record LinkedRoutes(
    ServiceRoutes services,
    Upstreams upstreams,
    ImmutableList<LinkedGateway> gateways,
    ImmutableMap<Origin, RouteStatus> statuses,
    ImmutableMap<Origin, GatewayStatus> gatewayStatuses,
    ImmutableMap<Origin, ImmutableList<Condition>> classStatuses,
    ImmutableList<Diagnostic> diagnostics) {
  public static final LinkedRoutes NONE =
      new LinkedRoutes(
          ServiceRoutes.NONE,
          Upstreams.NONE,
          ImmutableList.of(),
          ImmutableMap.of(),
          ImmutableMap.of(),
          ImmutableMap.of(),
          ImmutableList.of());

  public LinkedRoutes withGatewayStatuses(ImmutableMap<Origin, GatewayStatus> others) {
    return new LinkedRoutes(
        services, upstreams, gateways, statuses, others, classStatuses, diagnostics);
  }
}
