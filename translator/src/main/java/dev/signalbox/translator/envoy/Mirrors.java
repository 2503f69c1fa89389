package dev.signalbox.translator.envoy;

import com.google.common.collect.ImmutableMap;
import dev.signalbox.translator.model.Backend;
import dev.signalbox.translator.model.Fraction;
import dev.signalbox.translator.model.RouteAction.Destination;
import dev.signalbox.translator.model.RouteAction.Mirror;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import java.util.List;

/** Copies of requests. */
final class Mirrors {
  private Mirrors() {}

  /** Envoy would skip a copy to a cluster that doesn't exist, too; left out, it costs nothing. */
  static void add(
      RouteAction.Builder action,
      List<Mirror> mirrors,
      ImmutableMap<Destination, Backend> backends) {
    for (Mirror mirror : mirrors) {
      if (!mirror.fraction().equals(Fraction.NONE)
          && backends.get(mirror.destination()) instanceof Backend.ToCluster(var key)) {
        action.addRequestMirrorPolicies(
            RequestMirrorPolicy.newBuilder()
                .setCluster(key.name())
                .setRuntimeFraction(
                    RuntimeFractionalPercent.newBuilder()
                        .setDefaultValue(Protos.percent(mirror.fraction())))
                .setTraceSampled(Protos.bool(false)));
      }
    }
  }
}
