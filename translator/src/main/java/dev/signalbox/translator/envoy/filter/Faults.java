package dev.signalbox.translator.envoy.filter;

import dev.signalbox.translator.envoy.Protos;
import dev.signalbox.translator.model.RouteAction.Fault;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.type.v3.FractionalPercent;
import io.envoyproxy.envoy.type.v3.FractionalPercent.DenominatorType;

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/fault_filter */
public final class Faults {
  private static final String NAME = "envoy.filters.http.fault";
  private static final int MILLIONTHS_PER_PERCENT = 10_000;

  private Faults() {}

  static HttpFilter filter() {
    return HttpFilter.newBuilder()
        .setName(NAME)
        .setTypedConfig(Protos.pack(HTTPFault.getDefaultInstance()))
        .build();
  }

  /** A route's own faults. */
  public static void override(Fault fault, Route.Builder route) {
    HTTPFault.Builder config = HTTPFault.newBuilder();
    fault
        .delay()
        .ifPresent(
            delay ->
                config.setDelay(
                    FaultDelay.newBuilder()
                        .setFixedDelay(Protos.duration(delay.duration()))
                        .setPercentage(percent(delay.percent()))));
    fault
        .abort()
        .ifPresent(
            abort ->
                config.setAbort(
                    FaultAbort.newBuilder()
                        .setHttpStatus(abort.status())
                        .setPercentage(percent(abort.percent()))));
    route.putTypedPerFilterConfig(NAME, Protos.pack(config.build()));
  }

  private static FractionalPercent percent(double percent) {
    return FractionalPercent.newBuilder()
        .setNumerator((int) Math.round(percent * MILLIONTHS_PER_PERCENT))
        .setDenominator(DenominatorType.MILLION)
        .build();
  }
}
