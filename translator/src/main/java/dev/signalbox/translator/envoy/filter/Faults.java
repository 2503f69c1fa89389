package dev.signalbox.translator.envoy.filter;

import dev.signalbox.translator.envoy.Protos;
import dev.signalbox.translator.model.Fault;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.extensions.filters.common.fault.v3.FaultDelay;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.FaultAbort;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;

/** https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/fault_filter */
public final class Faults {
  private static final String NAME = "envoy.filters.http.fault";

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
                        .setPercentage(Protos.percent(delay.fraction()))));
    fault.abort().ifPresent(abort -> config.setAbort(abort(abort)));
    route.putTypedPerFilterConfig(NAME, Protos.pack(config.build()));
  }

  private static FaultAbort.Builder abort(Fault.Abort abort) {
    FaultAbort.Builder built =
        FaultAbort.newBuilder().setPercentage(Protos.percent(abort.fraction()));
    return switch (abort.answer()) {
      case Fault.Answer.Http(int status) -> built.setHttpStatus(status);
      case Fault.Answer.Grpc(int status) -> built.setGrpcStatus(status);
    };
  }
}
