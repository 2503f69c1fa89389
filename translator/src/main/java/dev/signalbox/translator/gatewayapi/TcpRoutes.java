package dev.signalbox.translator.gatewayapi;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.signalbox.translator.diagnostics.Code;
import dev.signalbox.translator.diagnostics.Diagnostics;
import dev.signalbox.translator.diagnostics.Origin;
import dev.signalbox.translator.manifest.TcpRoute;
import dev.signalbox.translator.model.AttachedRoute;
import dev.signalbox.translator.model.AttachedRoute.Entry;
import dev.signalbox.translator.model.Element;
import dev.signalbox.translator.model.Precedence;
import dev.signalbox.translator.model.RequestMatch;
import dev.signalbox.translator.model.Specificity;

/** TCPRoutes: a rule for all connections. Where those carry requests, it is for all requests. */
public final class TcpRoutes {
  private static final int SERVICE_UNAVAILABLE = 503;

  private TcpRoutes() {}

  public static ImmutableList<Element> convert(
      TcpRoute manifest, Origin id, Diagnostics diagnostics) {
    TcpRoute.Spec spec = manifest.spec();
    if (spec == null) {
      return ImmutableList.of();
    }
    Origin origin = id.at("spec");
    return ImmutableList.of(
        new AttachedRoute(
            id,
            new Precedence(manifest.metadata().creationTimestamp(), id.namespace(), id.name()),
            AttachedRoute.Type.TCP,
            true,
            Parents.convert(spec.parentRefs(), origin.at("parentRefs"), diagnostics),
            ImmutableList.of(),
            entries(spec.rules(), origin.at("rules"), diagnostics)));
  }

  /** All rules match the same, so only the first one counts. */
  private static ImmutableList<Entry> entries(
      ImmutableList<TcpRoute.Rule> rules, Origin origin, Diagnostics diagnostics) {
    for (int i = 1; i < rules.size(); i++) {
      diagnostics.add(
          Code.FIELD_WITHOUT_EFFECT,
          origin.at(i),
          "the rule before it takes all connections",
          "Put its backends into the first rule.");
    }
    if (rules.isEmpty()) {
      return ImmutableList.of();
    }
    Backends backends = new Backends(origin.namespace(), SERVICE_UNAVAILABLE, diagnostics);
    return new RuleParts(backends, diagnostics)
        .entries(
            new RuleParts.Rule(
                origin.at(0),
                rules.get(0).name(),
                ImmutableList.of(new RuleParts.Match(RequestMatch.any(), Specificity.NONE)),
                ImmutableList.of(),
                ImmutableSet.of(),
                ImmutableSet.of(),
                rules.get(0).backendRefs(),
                Tries.UNSET,
                null));
  }
}
